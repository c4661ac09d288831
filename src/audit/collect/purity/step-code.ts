import type { AgentDraft, Region } from '../agents/draft.ts'
import { taintIn } from '../agents/taint.ts'
import { handlers } from '../agents/graphs.ts'
import { functionsOf } from '../program/elements.ts'
import { type Node, enclosingFunction, isFunction, isInside, nodesUnder } from '../program/node.ts'
import type { Scene } from '../scene.ts'
import { outermost } from '../state/run-code.ts'

/**
 * The functions that take a step: nodes and routers of a graph, the loop, what asks the model, and what the loop hands
 * the model's choice to.
 */
export function stepCodeOf(scene: Scene, draft: AgentDraft): readonly Region[] {
  const regions: Region[] = []
  if (draft.graph !== undefined) {
    regions.push(...handlers(scene.search, draft.graph))
    for (const { router } of draft.graph.routers)
      for (const { module, node } of functionsOf(scene.program, router)) regions.push({ module, node })
  } else {
    regions.push(...decidersOf(scene, draft))
    regions.push(...draft.owned.filter((region) => asksDirectly(draft, region)))
    if (draft.cycle !== undefined) regions.push(aroundCycle(draft.cycle.region), ...dispatchers(scene, draft))
  }
  return outermost(regions.filter(({ module }) => module.role !== 'test'))
}

/** What chooses the next step for a framework that only carries it out: pure by that framework's own rules. */
export function decidersOf(scene: Scene, { sighting }: AgentDraft): Region[] {
  if (sighting?.decides === undefined) return []
  return functionsOf(scene.program, scene.program.evaluate(sighting.decides)).flatMap(({ module, node }) => [
    { module, node },
    ...scene.graph.reachedFrom({ module, node }),
  ])
}

function aroundCycle({ module, node }: Region): Region {
  return { module, node: isFunction(node) ? node : (enclosingFunction(node) ?? node) }
}

function asksDirectly(draft: AgentDraft, region: Region): boolean {
  return (
    isFunction(region.node) &&
    draft.calls.some(({ at }) => at.module === region.module && isInside(at.node, region.node))
  )
}

/** Functions of the agent that get what the model answered. */
function dispatchers(scene: Scene, draft: AgentDraft): Region[] {
  const region = draft.cycle?.region
  if (region === undefined) return []
  const { module } = region
  const top = isFunction(region.node) ? region.node : (enclosingFunction(region.node) ?? module.tree)
  const taint = taintIn(module, top, (node) => scene.asking.sites.has(node))
  return scene.graph.callsIn(region).flatMap(({ at, target }) => {
    if (!draft.owned.some(({ node }) => node === target.node)) return []
    return at.node.arguments.some((one) => taint.reaches(one)) ? [target] : []
  })
}

/** What stands in the step itself, not in the tools that it defines. */
export function* nodesOfStep(draft: AgentDraft, region: Region): Generator<Node> {
  const tools = new Set(draft.tools.filter(({ at }) => at.module === region.module).map(({ at }) => at.node))
  yield* nodesUnder(region.node, (node) => !tools.has(node))
}
