import type { LocalCall } from '../agents/call-graph.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import { type Node, isInside, isNode, nodesUnder } from '../program/node.ts'
import type { Scene } from '../scene.ts'
import { toolRunsOf } from '../tools/runs.ts'

/** The agent's code without what its branches for chosen tools call: that is the tools'. */
export function ownCode(scene: Scene, draft: AgentDraft): Region[] {
  const branches = branchesOf(scene, draft)
  const owned = new Set(draft.owned.map(({ node }) => node))
  const isTool = ({ at, target }: LocalCall): boolean =>
    !scene.asking.functions.has(target.node) &&
    branches.some(({ module, node }) => module === at.module && isInside(at.node, node))
  const reached = new Map<Node, Region>()
  const waiting = draft.owned.filter(({ node }) => node === draft.region.node || isHandler(draft, node))
  for (let region = waiting.pop(); region !== undefined; region = waiting.pop()) {
    if (reached.has(region.node)) continue
    reached.set(region.node, region)
    for (const call of scene.graph.callsIn(region))
      if (owned.has(call.target.node) && !isTool(call)) waiting.push(call.target)
  }
  return [...reached.values()]
}

/** A node of a graph is its own, though no code of the repository calls it. */
function isHandler(draft: AgentDraft, node: Node): boolean {
  return (
    draft.graph !== undefined &&
    draft.graph.nodes.some(({ handler }) => handler.kind === 'function' && handler.node === node)
  )
}

/** Branches on the name of what was chosen. */
function branchesOf(scene: Scene, draft: AgentDraft): Region[] {
  const runs = toolRunsOf(scene, draft).flatMap(({ at, names }) => (names === undefined ? [] : [at]))
  const cases = draft.owned.flatMap(({ module, node }) =>
    [...nodesUnder(node)].flatMap((inner) =>
      isNode(inner, 'SwitchCase') && isNode(inner.test, 'Literal') && typeof inner.test.value === 'string'
        ? [{ module, node: inner }]
        : [],
    ),
  )
  return [...runs, ...cases]
}
