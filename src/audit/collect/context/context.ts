import type { Context } from '../../facts/agent.ts'
import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { boundOf } from '../control/bound.ts'
import type { Scene } from '../scene.ts'
import { boundedness } from './bounded.ts'
import { frameworkInput } from './framework-input.ts'
import { type InputFlow, emptyFlow } from './flow.ts'
import { follow } from './follow-input.ts'
import { inputsOf } from './inputs.ts'
import { ownActs } from './own-acts.ts'
import { resultsIn } from './results.ts'
import { secretsIn } from './secrets.ts'
import { resolvesIn } from './resolves.ts'

const known = new WeakMap<AgentDraft, Context>()

/** What decides the model's input, and what bounds it. */
export function contextOf(scene: Scene, draft: AgentDraft): Context {
  const context = known.get(draft) ?? work(scene, draft)
  known.set(draft, context)
  return context
}

function work(scene: Scene, draft: AgentDraft): Context {
  const flow = emptyFlow()
  const given = inputsOf(scene, draft)
  for (const { at } of given) follow(scene.program, draft, at, flow)
  const acts = unique([...flow.acts, ...ownActs(scene, draft, flow)])
  const input = kindOf(draft, flow, acts)
  const place = input === 'built' ? undefined : [...flow.resent, ...flow.growing, ...flow.stored][0]
  const first = given[0]
  return {
    input,
    at: place
      ? { file: place.file, line: place.line, endLine: place.endLine }
      : first
        ? first.at.module.placeOf(first.at.node)
        : draft.region.module.placeOf(draft.region.node),
    acts,
    ...boundedness({ draft, input, flow, acts, bound: boundOf(scene, draft) }),
    ...resultsIn(scene, draft),
    secrets: secretsIn(scene, draft, given),
    resolves: resolvesIn(scene, draft),
  }
}

function kindOf(draft: AgentDraft, flow: InputFlow, acts: readonly Sight[]): Context['input'] {
  const own = acts.filter(({ kind }) => kind !== 'framework-limit' && kind !== 'redact')
  if (draft.calls.some(({ hosted }) => hosted)) return 'hosted'
  const ofFramework = frameworkInput(draft, flow)
  if (ofFramework !== undefined)
    return ofFramework === 'framework' || ofFramework === 'resent'
      ? own.length > 0
        ? 'selected'
        : ofFramework
      : ofFramework
  if (flow.resent.length > 0) return own.length > 0 ? 'selected' : 'resent'
  if (flow.growing.length + flow.stored.length > 0) return own.length > 0 ? 'selected' : 'appended'
  const isAlone = draft.kind === 'single-call' && flow.rendered.length === 0
  return isAlone ? 'one-shot' : 'built'
}

function unique(sights: readonly Sight[]): Sight[] {
  return [...new Map(sights.map((one) => [`${one.file}:${one.line}:${one.kind}`, one])).values()]
}
