import type { Waiting } from '../../facts/agent.ts'
import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { momentOf } from '../humans/when-asked.ts'
import { type Node, isInside } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Scene } from '../scene.ts'
import type { HumanSighting } from '../sighting.ts'
import { resumeCallsOf } from '../triggers/resumption.ts'
import { startsOf } from '../triggers/triggers.ts'
import { sightAt } from './history-acts.ts'
import { isGate, pendingPromises } from './blocking.ts'
import { queriesOf } from './queries.ts'
import { repeatsBefore } from './repeats.ts'
import { runCodeOf } from './run-code.ts'
import { storesOf } from './stores.ts'

/** Frameworks that begin a node or step anew when its wait is over. */
const INTERRUPTS = /^(langchain|mastra)$/

/** Launch, pause and resume. */
export function waitingOf(scene: Scene, draft: AgentDraft): Waiting {
  const asked = askedIn(scene, draft)
  const stores = storesOf(scene, draft)
  const isStored = stores.some(({ keeps }) => keeps === 'durable' || keeps === 'platform')
  const starts = startsOf(scene).filter(({ reached }) => reached.drafts.some(({ id }) => id === draft.id))
  const isKept = (one: HumanSighting): boolean =>
    one.durable && one.awaited && (one.framework !== 'langchain' || isStored)
  return {
    launches: starts.flatMap(({ reached }) =>
      [...reached.passed].flatMap((node) => platformStart(scene, node)),
    ),
    queries: queriesOf(scene, draft),
    resumes: [
      ...resumeCalls(scene, draft),
      ...starts
        .filter(({ does, kind }) => does !== 'launch' && kind !== 'cli')
        .map(({ at }) => sightAt(at.module, at.node, 'stored-run')),
    ],
    blocking: [
      ...asked
        .filter((one) => one.awaited && !one.durable && isBlocking(scene, one, isStored))
        .map((one) => sightOf(one, one.how)),
      ...pendingPromises(scene, draft),
    ],
    durable: asked.filter(isKept).map((one) => sightOf(one, 'durable-wait')),
    gates: asked
      .filter((one) => one.awaited && (one.how === 'approval' || isGate(scene, one)))
      .map((one) => sightOf(one, INTERRUPTS.test(one.framework) ? 'interrupt' : 'approval')),
    repeats: asked
      .filter((one) => one.durable && INTERRUPTS.test(one.framework))
      .flatMap((one) => repeatsBefore(scene, one.at)),
  }
}

function sightOf({ at }: HumanSighting, kind: string): Sight {
  return sightAt(at.module, at.node, kind)
}

/** Where a run of this agent asks a person: in its own code, its tools, and the session around it. */
function askedIn(scene: Scene, draft: AgentDraft): HumanSighting[] {
  const code = runCodeOf(scene, draft)
  const callers = scene.program.uses.callersOf(draft.region.node)
  return scene.sightings.filter((one): one is HumanSighting => {
    if (one.kind !== 'human' || one.at.module.role === 'test') return false
    const { module, node } = one.at
    if (code.some((region) => region.module === module && isInside(node, region.node))) return true
    return callers.some(
      (caller) =>
        caller.module === module &&
        momentOf(scene, one.at).loop !== undefined &&
        isInside(caller.node, momentOf(scene, one.at).loop!.node),
    )
  })
}

/** A question about the run; the plain turn of a chat holds nothing when its history is stored. */
function isBlocking(scene: Scene, one: HumanSighting, isStored: boolean): boolean {
  if (one.how !== 'readline') return true
  const { when } = momentOf(scene, one.at)
  return when === 'during' || (when === 'turn' && !isStored)
}

function platformStart(scene: Scene, node: Node): Sight[] {
  const sighting = scene.sightings.find((one) => one.kind === 'trigger' && one.at.node === node)
  return sighting?.kind === 'trigger' ? [sightAt(sighting.at.module, node, 'platform-start')] : []
}

/** `new Command({ resume })`, `run.resume(…)`, in a file that starts this agent. */
function resumeCalls(scene: Scene, draft: AgentDraft): Sight[] {
  const modules = new Set<Module>([
    ...draft.owned.map(({ module }) => module),
    ...draft.calls.map(({ at }) => at.module),
    ...scene.program.uses.callersOf(draft.region.node).map(({ module }) => module),
  ])
  return [...modules].flatMap((module) =>
    module.role === 'test' ? [] : resumeCallsOf(scene, module).map((node) => sightAt(module, node, 'resume')),
  )
}
