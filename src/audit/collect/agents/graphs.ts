import { type Node, enclosingFunction } from '../program/node.ts'
import { functionsOf } from '../program/elements.ts'
import type { GraphSighting } from '../sighting.ts'
import type { AgentDraft, Region } from './draft.ts'
import type { Search } from './search.ts'
import { makeDraft } from './make-draft.ts'
import { classOrSelf, namedFunctionAround, statementOf } from './spans.ts'

/** Graphs of code in which a node asks a model. One that can come back to such a node is a loop, else a workflow. */
export function findGraphs(search: Search): AgentDraft[] {
  const drafts: AgentDraft[] = []
  const byRegion = new Map<Node, AgentDraft>()
  for (const graph of search.graphs) {
    const asking = askingNodes(search, graph)
    if (asking.size === 0) continue
    const region = regionOf(graph)
    const isCyclic = [...asking].some((name) => returnsTo(graph, name))
    const known = byRegion.get(region.node)
    if (known !== undefined) {
      // A graph inside a graph that the same function builds is part of it.
      if (isCyclic && known.kind !== 'loop')
        replace(drafts, byRegion, known, { ...known, kind: 'loop', graph })
      continue
    }
    const draft = makeDraft(isCyclic ? 'loop' : 'workflow', graph.framework, region, {
      graph,
      cycle: isCyclic ? { shape: 'graph', region } : undefined,
      owned: [region, ...handlers(search, graph)],
    })
    drafts.push(draft)
    byRegion.set(region.node, draft)
  }
  return drafts
}

function replace(
  drafts: AgentDraft[],
  byRegion: Map<Node, AgentDraft>,
  old: AgentDraft,
  fresh: AgentDraft,
): void {
  drafts[drafts.indexOf(old)] = { ...fresh, cycle: { shape: 'graph', region: fresh.region } }
  byRegion.set(fresh.region.node, drafts.find(({ id }) => id === fresh.id) ?? fresh)
}

/** The function that builds the graph; at module level, from its first statement to its last. */
function regionOf(graph: GraphSighting): Region {
  const { module, node } = graph.at
  const inside = namedFunctionAround(node)
  if (inside !== undefined && enclosingFunction(node) !== undefined)
    return classOrSelf({ module, node: inside })
  return { module, node: statementOf(node) }
}

function askingNodes(search: Search, graph: GraphSighting): Set<string> {
  const names = new Set<string>()
  for (const { name, handler, at } of graph.nodes) {
    const asks = functionsOf(search.program, handler).some(({ node }) => search.asking.functions.has(node))
    const runsAgent = search.constructs.some((one) =>
      search.program.uses
        .resolve(handler)
        .some((value) => value.kind === 'called' && value.site.node === one.at.node),
    )
    const isInline = search.calls.some(({ at: call }) => call.module === at.module && call.node === at.node)
    if (asks || runsAgent || isInline) names.add(name)
  }
  return names
}

export function handlers(search: Search, graph: GraphSighting): Region[] {
  return graph.nodes.flatMap(({ handler }) =>
    functionsOf(search.program, handler).map(({ module, node }) => ({ module, node })),
  )
}

/** There is a way from the node back to itself. A router without written targets may go anywhere. */
function returnsTo(graph: GraphSighting, start: string): boolean {
  const seen = new Set<string>()
  const waiting = nextOf(graph, start)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name === start) return true
    if (seen.has(name)) continue
    seen.add(name)
    waiting.push(...nextOf(graph, name))
  }
  return false
}

function nextOf(graph: GraphSighting, from: string): string[] {
  const all = graph.nodes.map(({ name }) => name)
  return [
    ...graph.edges.filter((edge) => edge.from === from).map(({ to }) => to),
    ...graph.routers.filter((router) => router.from === from).flatMap(({ targets }) => targets ?? all),
  ]
}
