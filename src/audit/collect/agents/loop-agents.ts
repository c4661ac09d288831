import { isInside } from '../program/node.ts'
import type { AgentDraft, Cycle } from './draft.ts'
import type { Search } from './search.ts'
import { findCycles } from './loops.ts'
import { makeDraft } from './make-draft.ts'
import { regionOfCycle } from './spans.ts'

/** The repository's own loops and recursions. Several cycles in one function, or in one class, are one agent. */
export function findLoopAgents(search: Search, found: readonly AgentDraft[]): AgentDraft[] {
  const cycles = findCycles(search.program, search.graph, search.asking)
  const drafts: AgentDraft[] = []
  for (const cycle of cycles) {
    if (isGraphNode(found, cycle)) continue
    const region = regionOfCycle(cycle)
    if (drafts.some((one) => one.region.node === region.node)) continue
    const calls = search.calls.filter(
      ({ at }) => at.module === region.module && isInside(at.node, region.node),
    )
    const framework = calls[0]?.framework ?? reachedFramework(search, cycle)
    drafts.push(makeDraft('loop', framework, region, { cycle }))
  }
  return drafts
}

function isGraphNode(found: readonly AgentDraft[], cycle: Cycle): boolean {
  return found.some(
    ({ graph, owned }) =>
      graph !== undefined &&
      owned.some(({ module, node }) => module === cycle.region.module && isInside(cycle.region.node, node)),
  )
}

function reachedFramework(search: Search, cycle: Cycle): string {
  const [target] = search.graph
    .callsIn(cycle.region)
    .flatMap(({ target: { node } }) => search.asking.callsOf(node))
  return target?.framework ?? 'own'
}
