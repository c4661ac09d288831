import { enclosingFunction, endOf, startOf } from '../program/node.ts'
import { type Node, around, isFunction, isLoop, isNode, nodesUnder } from '../program/node.ts'

/** A condition that ends the cycle: when it holds (`leave`), or when it no longer does (`stay`). */
export interface Exit {
  readonly test: Node
  readonly when: 'leave' | 'stay'
}

/**
 * Every condition that alone can end a cycle, and that each round passes: the test of the loop, and
 * `if (test) break | return | throw` that no other condition and no earlier `continue` can go around.
 */
export function exitsOf(cycle: Node): Exit[] {
  const exits: Exit[] = []
  if ('test' in cycle && cycle.test && isLoop(cycle))
    exits.push(...alone(cycle.test as Node, '&&').map((test): Exit => ({ test, when: 'stay' })))
  for (const node of nodesUnder(cycle, (inner) => !isFunction(inner))) {
    if (!isNode(node, 'IfStatement') || !isOnEveryRound(node, cycle)) continue
    if (ends(node.consequent, cycle))
      exits.push(...alone(node.test, '||').map((test): Exit => ({ test, when: 'leave' })))
    else if (node.alternate && ends(node.alternate, cycle))
      exits.push(...alone(node.test, '&&').map((test): Exit => ({ test, when: 'stay' })))
  }
  return exits
}

/** The parts of a condition that decide alone: of `a || b` each ends what `a` ends. */
function alone(test: Node, operator: '&&' | '||'): Node[] {
  if (isNode(test, 'LogicalExpression') && test.operator === operator)
    return [...alone(test.left, operator), ...alone(test.right, operator)]
  return [test]
}

/** Leaves the cycle, or sets what the test of the loop asks for. */
function ends(branch: Node, cycle: Node): boolean {
  if (alwaysLeaves(branch, cycle)) return true
  const test = 'test' in cycle ? (cycle.test as Node | null) : null
  if (test === null) return false
  const asked = new Set(
    [...nodesUnder(test)].flatMap((node) => (isNode(node, 'Identifier') ? [node.name] : [])),
  )
  return [...nodesUnder(branch, (inner) => !isFunction(inner))].some(
    (node) =>
      isNode(node, 'AssignmentExpression') &&
      node.operator === '=' &&
      isNode(node.left, 'Identifier') &&
      isNode(node.right, 'Literal') &&
      asked.has(node.left.name),
  )
}

/** After the statement the cycle is over, on every path. */
export function alwaysLeaves(node: Node, cycle: Node): boolean {
  if (isNode(node, 'ReturnStatement') || isNode(node, 'ThrowStatement')) return true
  if (isNode(node, 'BreakStatement')) {
    if (node.label !== null) return true
    return around(node, (outer) => isLoop(outer) || isNode(outer, 'SwitchStatement')) === cycle
  }
  if (isNode(node, 'BlockStatement')) return node.body.some((inner) => alwaysLeaves(inner, cycle))
  if (isNode(node, 'IfStatement'))
    return alwaysLeaves(node.consequent, cycle) && !!node.alternate && alwaysLeaves(node.alternate, cycle)
  if (isNode(node, 'TryStatement')) return alwaysLeaves(node.finalizer ?? node.block, cycle)
  return isNode(node, 'ExpressionStatement') && isExit(node.expression)
}

function isExit(node: Node): boolean {
  return (
    isNode(node, 'CallExpression') &&
    isNode(node.callee, 'MemberExpression') &&
    isNode(node.callee.object, 'Identifier') &&
    isNode(node.callee.property, 'Identifier') &&
    node.callee.property.name === 'exit' &&
    /^(process|Deno)$/.test(node.callee.object.name)
  )
}

/** No round of the cycle goes past this place: the other way around it would leave. */
export function isOnEveryRound(node: Node, cycle: Node): boolean {
  if (enclosingFunction(node) !== (isFunction(cycle) ? cycle : enclosingFunction(cycle))) return false
  for (let at = node; at !== cycle && at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if (isNode(parent, 'CatchClause') || isNode(parent, 'SwitchCase')) return false
    if ((isLoop(parent) && parent !== cycle) || isNode(parent, 'ConditionalExpression')) return false
    if (isNode(parent, 'LogicalExpression') && parent.right === at) return false
    if (isNode(parent, 'IfStatement') && parent.test !== at && !otherWayLeaves(parent, at, cycle))
      return false
  }
  return isFunction(cycle) || isInHeader(node, cycle) || !skippedByContinue(node, cycle)
}

function otherWayLeaves(condition: Node, branch: Node, cycle: Node): boolean {
  if (!isNode(condition, 'IfStatement')) return false
  const other = condition.consequent === branch ? condition.alternate : condition.consequent
  if (other && alwaysLeaves(other, cycle)) return true
  const block = condition.parent
  if (!isNode(block, 'BlockStatement')) return false
  const after = block.body.slice(block.body.indexOf(condition) + 1)
  return after.some((statement) => alwaysLeaves(statement, cycle))
}

function isInHeader(node: Node, cycle: Node): boolean {
  const body = 'body' in cycle ? (cycle.body as Node) : cycle
  return startOf(node) < startOf(body) || startOf(node) >= endOf(body)
}

function skippedByContinue(node: Node, cycle: Node): boolean {
  return [...nodesUnder(cycle, (inner) => !isFunction(inner))].some(
    (inner) =>
      isNode(inner, 'ContinueStatement') && endOf(inner) <= startOf(node) && around(inner, isLoop) === cycle,
  )
}
