import { type CallNode, type Node, isNode, memberName, endOf } from '../../program/node.ts'
import type { Module } from '../../program/module.ts'
import type { Program } from '../../program/program.ts'
import { type Value, pathOf } from '../../program/value.ts'
import { GRAPHS, graphPath } from './names.ts'

export interface GraphCall {
  readonly module: Module
  readonly node: CallNode
  readonly method: string
}

const METHODS = new Set([
  'addNode',
  'addSequence',
  'addEdge',
  'addConditionalEdges',
  'setEntryPoint',
  'setConditionalEntryPoint',
  'setFinishPoint',
  'compile',
])
const GRAPH = graphPath(GRAPHS, String.raw`\(\)`)

const calls = new WeakMap<Program, ReadonlyMap<Node, readonly GraphCall[]>>()

/** What is called on a graph, in a chain or one by one, in source order: by the expression that makes it. */
export function callsOn(program: Program, graph: Node): readonly GraphCall[] {
  let known = calls.get(program)
  if (known === undefined) calls.set(program, (known = index(program)))
  return known.get(graph) ?? []
}

function index(program: Program): Map<Node, GraphCall[]> {
  const found = new Map<Node, GraphCall[]>()
  for (const module of program.modules) {
    for (const node of module.nodes('CallExpression')) {
      if (!isNode(node.callee, 'MemberExpression')) continue
      const method = memberName(node.callee)
      if (method === undefined || !METHODS.has(method)) continue
      for (const one of program.uses.resolve(program.evaluate({ module, node: node.callee.object }))) {
        const graph = graphOf(one)
        if (graph === undefined) continue
        const list = found.get(graph)
        if (list === undefined) found.set(graph, [{ module, node, method }])
        else if (!list.some((known) => known.node === node)) list.push({ module, node, method })
      }
    }
  }
  for (const list of found.values()) list.sort((a, b) => endOf(a.node) - endOf(b.node))
  return found
}

/** Down the chain of `new StateGraph().addNode().addEdge()` to the `new`. */
function graphOf(value: Value): Node | undefined {
  let at = value
  while (at.kind === 'called' && at.of.kind === 'member' && METHODS.has(at.of.name)) at = at.of.of
  return at.kind === 'called' && GRAPH.test(pathOf(at) ?? '') ? at.site.node : undefined
}
