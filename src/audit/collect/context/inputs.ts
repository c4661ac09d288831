import type { AgentDraft } from '../agents/draft.ts'
import { isInside } from '../program/node.ts'
import type { Scene } from '../scene.ts'
import type { CallSighting, PromptInput } from '../sighting.ts'

/** What the agent's code gives to models, instructions left out. A loop's single calls are its steps. */
export function inputsOf(scene: Scene, draft: AgentDraft): PromptInput[] {
  const steps = draft.kind === 'loop' ? draft.members.filter(({ kind }) => kind === 'single-call') : []
  const own = draft.kind === 'single-call' ? [] : callsIn(scene, draft)
  const runs = draft.kind === 'framework-agent' ? draft.calls : []
  const issues = [draft, ...steps].flatMap((part) => part.issues)
  const found = [...own, ...runs, ...issues].flatMap(({ inputs }) => inputs)
  return found.filter(
    ({ role, at }, index) =>
      role !== 'system' && found.findIndex((other) => other.at.node === at.node) === index,
  )
}

/** Requests that its own code issues; what its callers give flows into them. */
function callsIn(scene: Scene, { owned }: AgentDraft): readonly CallSighting[] {
  return scene.calls.filter(
    ({ at, runs }) =>
      runs === undefined && owned.some(({ module, node }) => module === at.module && isInside(at.node, node)),
  )
}
