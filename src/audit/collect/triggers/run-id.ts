import { type Node, isCall, isNode, keyOf, nodesUnder } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { taintIn } from '../agents/taint.ts'
import type { Start } from './start.ts'

/** An answer of the handler holds an id that the run was given, or gave. */
export function returnsRunId(start: Start): boolean {
  return start.handlers.some(({ module, node }) => {
    const starts = new Set(start.reached.starts.map((one) => one.node))
    const given = namesGiven(module, node, starts)
    const taint = taintIn(module, node, (inner) => starts.has(inner))
    for (const inner of nodesUnder(node)) {
      if (!isNode(inner, 'Property') || !/(^|[a-z_-])id$/i.test(keyOf(inner) ?? '')) continue
      if (!isAnswered(inner, node, starts)) continue
      if (taint.reaches(inner.value) || mentions(module, inner.value, given)) return true
    }
    return false
  })
}

/** Variables that stand in the arguments of the call that starts the run. */
function namesGiven(module: Module, holder: Node, starts: ReadonlySet<Node>): Set<unknown> {
  const given = new Set<unknown>()
  for (const node of nodesUnder(holder)) {
    if (!starts.has(node) || !isCall(node)) continue
    for (const argument of node.arguments)
      for (const inner of nodesUnder(argument))
        if (isNode(inner, 'Identifier')) given.add(module.variableOf(inner))
  }
  given.delete(undefined)
  return given
}

function mentions(module: Module, node: Node, variables: ReadonlySet<unknown>): boolean {
  for (const inner of nodesUnder(node))
    if (isNode(inner, 'Identifier') && variables.has(module.variableOf(inner))) return true
  return false
}

/** Part of a response, not of what the run is given. */
function isAnswered(property: Node, holder: Node, starts: ReadonlySet<Node>): boolean {
  for (let at: Node | undefined = property; at !== undefined && at !== holder; at = at.parent) {
    if (starts.has(at)) return false
    if (isNode(at, 'ReturnStatement')) return true
    if (isCall(at) && isNode(at.callee, 'MemberExpression') && isNode(at.callee.property, 'Identifier'))
      if (/^(json|send|jsonp|end|reply|write)$/.test(at.callee.property.name)) return true
  }
  return false
}
