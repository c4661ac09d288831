import type { Region } from '../agents/draft.ts'
import {
  type Node,
  type NodeOf,
  isCall,
  isNode,
  memberName,
  nodesUnder,
  unwrapped,
  startOf,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { type Root, rootOf } from './declaration.ts'

/** A place that changes a variable or a field at run time. */
export interface Mutation {
  readonly module: Module
  readonly node: Node
  /** What is changed: the list of `list.push(…)`, the target of an assignment. */
  readonly target: Root
  /** `append` adds to a list, `remove` takes from it, `put` writes under a key, `assign` replaces, `count` counts. */
  readonly how: 'append' | 'remove' | 'put' | 'assign' | 'count'
  /** What is added or assigned. */
  readonly given: readonly Node[]
}

const METHODS: Readonly<Record<string, Mutation['how']>> = {
  push: 'append',
  unshift: 'append',
  add: 'append',
  pop: 'remove',
  shift: 'remove',
  splice: 'remove',
  delete: 'remove',
  clear: 'remove',
  set: 'put',
}

/** Changes in a piece of code, in source order. */
export function mutationsIn({ module, node }: Region): Mutation[] {
  return [...nodesUnder(node)].flatMap((inner) => mutationAt(module, inner) ?? [])
}

export function mutationAt(module: Module, node: Node): Mutation | undefined {
  if (isCall(node) && isNode(node.callee, 'MemberExpression')) {
    const name = memberName(node.callee) ?? ''
    const how = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
    if (how === undefined) return undefined
    return { module, node, target: rootOf(node.callee.object), how, given: node.arguments }
  }
  if (isNode(node, 'AssignmentExpression')) return assignment(module, node)
  if (isNode(node, 'UpdateExpression'))
    return { module, node, target: rootOf(node.argument), how: 'count', given: [] }
  if (isNode(node, 'UnaryExpression') && node.operator === 'delete')
    return { module, node, target: withoutLast(rootOf(node.argument)), how: 'remove', given: [] }
  return undefined
}

function assignment(module: Module, node: NodeOf<'AssignmentExpression'>): Mutation {
  const target = rootOf(node.left)
  const given = [node.right]
  if (node.operator === '+=' || node.operator === '-=') return { module, node, target, how: 'count', given }
  const isKeyed = isNode(node.left, 'MemberExpression') && node.left.computed
  if (isKeyed) return { module, node, target: withoutLast(target), how: 'put', given }
  return { module, node, target, how: addsToItself(node) ? 'append' : 'assign', given }
}

/** `list = [...list, one]`, `list = list.concat(one)`. */
function addsToItself(node: NodeOf<'AssignmentExpression'>): boolean {
  const right = unwrapped(node.right)
  const same = (other: Node): boolean => sameRoot(rootOf(other), rootOf(node.left))
  if (isNode(right, 'ArrayExpression'))
    return right.elements.some((one) => isNode(one, 'SpreadElement') && same(one.argument))
  return (
    isCall(right) &&
    isNode(right.callee, 'MemberExpression') &&
    memberName(right.callee) === 'concat' &&
    same(right.callee.object)
  )
}

function sameRoot(one: Root, other: Root): boolean {
  return nameOf(one.node) === nameOf(other.node) && one.path.join('.') === other.path.join('.')
}

function nameOf(node: Node): string {
  return isNode(node, 'Identifier') ? node.name : isNode(node, 'ThisExpression') ? 'this' : `${startOf(node)}`
}

function withoutLast(root: Root): Root {
  return { node: root.node, path: root.path.slice(0, -1) }
}
