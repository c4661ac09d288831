import { endOf, startOf } from '../program/node.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import { functionsOf } from '../program/elements.ts'
import type { Scene } from '../scene.ts'

const cache = new WeakMap<AgentDraft, readonly Region[]>()

/** All code that runs in a run of this agent: its own, and its tools'. */
export function runCodeOf(scene: Scene, draft: AgentDraft): readonly Region[] {
  const known = cache.get(draft)
  if (known !== undefined) return known
  const regions = new Map(draft.owned.map((region) => [region.node, region]))
  for (const { handler } of draft.tools)
    for (const { module, node } of handler === undefined ? [] : functionsOf(scene.program, handler))
      for (const region of [{ module, node }, ...scene.graph.reachedFrom({ module, node })])
        if (region.module.role !== 'test') regions.set(region.node, region)
  const found = [...regions.values()]
  cache.set(draft, found)
  return found
}

/** The regions without those that lie inside another one: each place once. */
export function outermost(regions: readonly Region[]): readonly Region[] {
  return regions.filter(
    (one, index) =>
      regions.findIndex(({ node }) => node === one.node) === index &&
      !regions.some(
        (other) =>
          other !== one &&
          other.module === one.module &&
          other.node !== one.node &&
          startOf(one.node) >= startOf(other.node) &&
          endOf(one.node) <= endOf(other.node),
      ),
  )
}
