import { functionsOf } from '../program/elements.ts'
import {
  type CallNode,
  type FunctionNode,
  type Node,
  isCall,
  isFunction,
  isInside,
  nodesUnder,
} from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, alternatives, baseOf } from '../program/value.ts'
import type { Region } from './draft.ts'

/** Which functions of the repository a piece of code calls, or hands on to be called. */
export interface CallGraph {
  /** Direct calls inside a region, also in the functions written inside it. */
  callsIn(region: Region): readonly LocalCall[]
  /** All functions that a region reaches, itself left out. `stop` keeps out what should not be entered. */
  reachedFrom(region: Region, stop?: (node: FunctionNode) => boolean): readonly Region[]
  /**
   * The same of this region's own doing: `answered(work)` calls what every caller hands in, and what others hand in is
   * theirs. What is handed in here stands in the region.
   */
  reachedBy(region: Region, stop?: (node: FunctionNode) => boolean): readonly Region[]
}

export interface LocalCall {
  readonly at: Expression & { readonly node: CallNode }
  readonly target: Region & { readonly node: FunctionNode }
}

const MAX_REACHED = 400

export function createCallGraph(program: Program): CallGraph {
  const known = new Map<Node, readonly LocalCall[]>()
  const graph: CallGraph = {
    callsIn(region) {
      const found = known.get(region.node)
      if (found !== undefined) return found
      const calls = localCalls(program, region)
      known.set(region.node, calls)
      return calls
    },
    reachedFrom: (region, stop) => reach(graph, region, stop),
    reachedBy: (region, stop) =>
      reach(graph, region, stop, (call, from) => from === region || !isHandedIn(program, call)),
  }
  return graph
}

function reach(
  graph: CallGraph,
  region: Region,
  stop: (node: FunctionNode) => boolean = () => false,
  follows: (call: LocalCall, from: Region) => boolean = () => true,
): Region[] {
  const reached = new Map<Node, Region>()
  const waiting: Region[] = [region]
  for (let at = waiting.pop(); at !== undefined && reached.size < MAX_REACHED; at = waiting.pop()) {
    for (const call of graph.callsIn(at)) {
      const { target } = call
      if (reached.has(target.node) || target.node === region.node || stop(target.node)) continue
      if (target.module === region.module && isInside(target.node, region.node)) continue
      if (!follows(call, at)) continue
      reached.set(target.node, target)
      waiting.push(target)
    }
  }
  return [...reached.values()]
}

/** A call of a parameter, or of something in it. */
function isHandedIn(program: Program, { at }: LocalCall): boolean {
  return baseOf(program.evaluate({ module: at.module, node: at.node.callee })).kind === 'parameter'
}

function localCalls(program: Program, region: Region): LocalCall[] {
  const { module } = region
  const calls: LocalCall[] = []
  for (const node of nodesUnder(region.node)) {
    if (!isCall(node)) continue
    for (const callee of program.uses.resolve(program.evaluate({ module, node: node.callee }))) {
      if (callee.kind === 'function')
        calls.push({ at: { module, node }, target: { module: callee.module, node: callee.node } })
      if (callee.kind === 'called')
        for (const wrapped of functionsOf(program, callee))
          calls.push({ at: { module, node }, target: { module: wrapped.module, node: wrapped.node } })
    }
    for (const argument of node.arguments as Node[]) {
      if (isFunction(argument) || argument.type === ('SpreadElement' as string)) continue
      if (argument.type !== ('Identifier' as string) && argument.type !== ('MemberExpression' as string))
        continue
      for (const value of alternatives(program.evaluate({ module, node: argument })))
        if (value.kind === 'function')
          calls.push({ at: { module, node }, target: { module: value.module, node: value.node } })
    }
  }
  return calls
}
