import type { Module } from '../program/module.ts'
import {
  type FunctionNode,
  type Node,
  around,
  enclosingFunction,
  isFunction,
  isLoop,
  isNode,
  nodesUnder,
} from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Asking, isRecursive } from './asking.ts'
import type { CallGraph } from './call-graph.ts'
import type { Cycle, Region } from './draft.ts'
import { type Taint, taintIn } from './taint.ts'

/**
 * Cycles in which a model is asked and its answer decides whether to go on. A loop over data, a poll, a stream's
 * reader and a read-evaluate-print loop have no such decision, and are none.
 */
export function findCycles(program: Program, graph: CallGraph, asking: Asking): Cycle[] {
  const cycles: Cycle[] = []
  for (const module of program.modules) {
    if (module.role === 'test') continue
    for (const type of ['WhileStatement', 'DoWhileStatement', 'ForStatement', 'ForOfStatement'] as const)
      for (const node of module.nodes(type))
        if (isAgentLoop(module, node, asking)) cycles.push({ shape: 'loop', region: { module, node } })
  }
  for (const region of asking.functions) {
    const at = regionOf(program, region)
    if (at === undefined || !isRecursive(graph, at) || isRetryByRecursion(program, at)) continue
    const isKnown = cycles.some(
      (known) => known.shape === 'recursion' && isSameCycle(graph, known.region, at),
    )
    if (!isKnown) cycles.push({ shape: 'recursion', region: at })
  }
  return cycles
}

/** Functions that reach each other go round together: the one that is nearest to the model stands for them. */
function isSameCycle(graph: CallGraph, one: Region, other: Region): boolean {
  const reaches = (from: Region, to: Region): boolean =>
    graph.reachedFrom(from).some(({ node }) => node === to.node)
  return reaches(one, other) && reaches(other, one)
}

function regionOf(program: Program, node: Node): (Region & { node: FunctionNode }) | undefined {
  if (!isFunction(node)) return undefined
  const tree = around(node, (outer): outer is Node => isNode(outer, 'Program'))
  const module = program.modules.find((one) => one.tree === tree)
  return module && module.role !== 'test' ? { module, node } : undefined
}

function isAgentLoop(module: Module, loop: Node, asking: Asking): boolean {
  const inside = [...nodesUnder(loop)]
  if (!inside.some((node) => asking.sites.has(node))) return false
  const top = enclosingFunction(loop) ?? module.tree
  const taint = taintIn(module, top, (node) => asking.sites.has(node))
  if (isNode(loop, 'ForOfStatement') && !loop.await && taint.reaches(loop.right)) return true
  const test = 'test' in loop ? (loop.test as Node | null) : null
  if (test !== null && taint.reaches(test)) return true
  return inside.some((node) => decidesEnd(node, loop, taint))
}

/** A condition on the model's answer under which the loop is left, or without which it is not gone round again. */
function decidesEnd(node: Node, loop: Node, taint: Taint): boolean {
  if (!isOwnCode(node, loop)) return false
  if (isNode(node, 'IfStatement')) {
    if (!taint.reaches(node.test)) return false
    const branches = [node.consequent, ...(node.alternate ? [node.alternate] : [])]
    return branches.some((branch) => leaves(branch, loop) || (goesOn(branch, loop) && hasExit(loop)))
  }
  if (isNode(node, 'SwitchStatement'))
    return (
      taint.reaches(node.discriminant) &&
      node.cases.some((one) => one.consequent.some((s) => leaves(s, loop)))
    )
  return false
}

function isOwnCode(node: Node, loop: Node): boolean {
  const inside = enclosingFunction(node)
  return inside === enclosingFunction(loop)
}

/** `return`, or a `break` of this very loop. */
function leaves(branch: Node, loop: Node): boolean {
  for (const node of nodesUnder(branch, (inner) => !isFunction(inner))) {
    if (isNode(node, 'ReturnStatement')) return true
    if (isNode(node, 'BreakStatement')) {
      const target = around(node, (outer) => isLoop(outer) || isNode(outer, 'SwitchStatement'))
      if (node.label !== null || target === loop) return true
    }
  }
  return false
}

function goesOn(branch: Node, loop: Node): boolean {
  for (const node of nodesUnder(branch, (inner) => !isFunction(inner)))
    if (isNode(node, 'ContinueStatement') && around(node, isLoop) === loop) return true
  return false
}

function hasExit(loop: Node): boolean {
  const body = 'body' in loop ? (loop.body as Node) : loop
  return leaves(body, loop)
}

/** All calls of itself stand in `catch` clauses: the function tries again, the model decides nothing. */
function isRetryByRecursion(program: Program, at: Region): boolean {
  const own = program.uses.callersOf(at.node).filter(({ node }) => {
    const outer = around(node, (one) => one === at.node)
    return outer !== undefined
  })
  return (
    own.length > 0 && own.every(({ node }) => around(node, (one) => isNode(one, 'CatchClause')) !== undefined)
  )
}
