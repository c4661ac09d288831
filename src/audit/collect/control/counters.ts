import { functionsOf } from '../program/elements.ts'
import {
  type Node,
  isFunction,
  isNode,
  memberName,
  nodesUnder,
  returnsOf,
  unwrapped,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Program } from '../program/program.ts'
import type { Expression } from '../program/value.ts'
import { isOnEveryRound } from './exits.ts'

/** What can change in a cycle: a variable, or a field that is written in one way. */
type Slot = string | object

/** How the rounds of a cycle change a counter: always by the same step, in one direction. */
export type Direction = 'up' | 'down'

/** The direction in which a cycle counts an expression; undefined: it is no counter of the rounds. */
export function directionOf(program: Program, at: Expression, cycle: Node): Direction | undefined {
  const node = unwrapped(at.node)
  if (isNode(node, 'UpdateExpression')) return ofSlot({ module: at.module, node: node.argument }, cycle)
  if (isNode(node, 'AssignmentExpression')) return ofSlot({ module: at.module, node: node.left }, cycle)
  if (isNode(node, 'MemberExpression') && memberName(node) === 'length') {
    const list = slotOf(at.module, node.object)
    return list !== undefined && grows(at.module, list, cycle) ? 'up' : undefined
  }
  if (isNode(node, 'CallExpression'))
    return countsThread(program, { module: at.module, node }) ? 'up' : undefined
  return ofSlot({ module: at.module, node }, cycle)
}

function slotOf(module: Module, node: Node): Slot | undefined {
  const inner = unwrapped(node)
  if (isNode(inner, 'Identifier')) return module.variableOf(inner)
  return isNode(inner, 'MemberExpression') && !inner.computed ? module.textOf(inner) : undefined
}

function ofSlot({ module, node }: Expression, cycle: Node): Direction | undefined {
  const slot = slotOf(module, node)
  if (slot === undefined) return undefined
  let direction: Direction | undefined
  for (const inner of nodesUnder(cycle)) {
    const change = changeOf(module, inner, slot)
    // Set anew inside the cycle (`failures = 0`): it counts something else than rounds.
    if (change === 'set') return undefined
    if (change !== undefined && isOnEveryRound(inner, cycle)) direction = change
  }
  return direction
}

function changeOf(module: Module, node: Node, slot: Slot): Direction | 'set' | undefined {
  if (isNode(node, 'UpdateExpression') && slotOf(module, node.argument) === slot)
    return node.operator === '++' ? 'up' : 'down'
  if (isNode(node, 'AssignmentExpression') && slotOf(module, node.left) === slot) {
    if (node.operator === '+=') return 'up'
    if (node.operator === '-=') return 'down'
    return ownStep(module, node.right, slot) ?? (isHeader(node) ? undefined : 'set')
  }
  return undefined
}

/** `i = 0` in the header of a `for` begins the count. */
function isHeader(node: Node): boolean {
  return isNode(node.parent, 'ForStatement') && node.parent.init === node
}

/** `i + 1`, `1 + i`, `i - 1`. */
function ownStep(module: Module, node: Node, slot: Slot): Direction | undefined {
  if (!isNode(node, 'BinaryExpression') || (node.operator !== '+' && node.operator !== '-')) return undefined
  const holds = [node.left, node.right].some((side) => slotOf(module, side) === slot)
  return holds ? (node.operator === '+' ? 'up' : 'down') : undefined
}

/** A list onto which every round puts something, and from which nothing is taken. */
function grows(module: Module, list: Slot, cycle: Node): boolean {
  let isPushed = false
  for (const node of nodesUnder(cycle)) {
    if (isNode(node, 'AssignmentExpression') && slotOf(module, node.left) === list) {
      if (!isNode(node.right, 'ArrayExpression') || node.right.elements.length < 2) return false
      isPushed ||= isOnEveryRound(node, cycle)
    }
    if (!isNode(node, 'CallExpression') || !isNode(node.callee, 'MemberExpression')) continue
    if (slotOf(module, node.callee.object) !== list) continue
    const name = memberName(node.callee) ?? ''
    if (/^(pop|shift|splice)$/.test(name)) return false
    if (/^(push|unshift)$/.test(name)) isPushed ||= isOnEveryRound(node, cycle)
  }
  return isPushed
}

/** A function of the repository that counts what its argument holds: `steps(thread)`, not a streak that ends. */
function countsThread(program: Program, at: Expression): boolean {
  if (!isNode(at.node, 'CallExpression') || at.node.arguments.length === 0) return false
  const callees = functionsOf(program, program.evaluate({ module: at.module, node: at.node.callee }))
  return callees.some(({ node }) => returnsOf(node).some(isCount))
}

/** `thread.events.length`, `thread.events.filter(…).length`. */
export function isCount(node: Node): boolean {
  const inner = unwrapped(node)
  if (!isNode(inner, 'MemberExpression') || memberName(inner) !== 'length') return false
  return [...nodesUnder(inner.object, (one) => !isFunction(one))].every(
    (one) => !isNode(one, 'CallExpression') || !/^(slice|splice)$/.test(methodName(one) ?? ''),
  )
}

function methodName(node: Node): string | undefined {
  return isNode(node, 'CallExpression') && isNode(node.callee, 'MemberExpression')
    ? memberName(node.callee)
    : undefined
}
