import { type Node, enclosingFunction, isFunction, isInside, isLoop, isNode } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import type { Expression } from '../program/value.ts'

const MAX_HOPS = 3

/** What the expression gives is a condition somewhere: here, through a variable, or where its function is called. */
export function decides(program: Program, at: Expression, hops = 0): boolean {
  if (hops > MAX_HOPS) return false
  for (let node = at.node; node.parent !== undefined; node = node.parent) {
    const { parent } = node
    if (isNode(parent, 'IfStatement') || isNode(parent, 'ConditionalExpression')) {
      if (parent.test === node) return true
    }
    if (isLoop(parent) && 'test' in parent && parent.test === node) return true
    if (isNode(parent, 'SwitchStatement') && parent.discriminant === node) return true
    if (
      isNode(parent, 'LogicalExpression') &&
      parent.left === node &&
      isNode(parent.parent, 'ExpressionStatement')
    )
      return true
    if (isNode(parent, 'VariableDeclarator') && isNode(parent.id, 'Identifier'))
      return variableDecides(program, { module: at.module, node: parent.id }, hops)
    if (isNode(parent, 'ReturnStatement') || (isFunction(parent) && parent.body === node)) {
      const inside = isFunction(parent) ? parent : enclosingFunction(parent)
      return inside !== undefined && resultDecides(program, { module: at.module, node: inside }, hops)
    }
    if (isNode(parent, 'ExpressionStatement') || isNode(parent, 'BlockStatement')) return false
  }
  return false
}

function variableDecides(program: Program, { module, node }: Expression, hops: number): boolean {
  const references = module.variableOf(node)?.references ?? []
  return references.some((reference) => {
    const use = reference.identifier
    return reference.isRead() && decides(program, { module, node: use }, hops + 1)
  })
}

/** The result of a function: of its calls, or, of a callback, of the call that it is given to. */
function resultDecides(program: Program, { module, node }: Expression, hops: number): boolean {
  const { parent } = node
  if (isNode(parent, 'CallExpression') && (parent.arguments as Node[]).includes(node))
    return decides(program, { module, node: parent }, hops + 1)
  return program.uses
    .callersOf(node)
    .some((call) => !isInside(call.node, node) && decides(program, call, hops + 1))
}
