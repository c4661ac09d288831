import type { Module } from './module.ts'
import { type Node, isNode, memberName, unwrapped } from './node.ts'

export interface WrittenProperty {
  /** As written, or the text of a computed name. */
  readonly name: string
  readonly node: Node
}

const known = new WeakMap<Node, readonly WrittenProperty[]>()

/** What is written to an object literal's properties afterwards, where a variable holds it: `options.tools = tools`. */
export function writtenProperties(module: Module, object: Node): readonly WrittenProperty[] {
  const before = known.get(object)
  if (before !== undefined) return before
  const found = find(module, object)
  known.set(object, found)
  return found
}

function find(module: Module, object: Node): WrittenProperty[] {
  let holder = object.parent
  while (holder !== undefined && unwrapped(holder) === object) holder = holder.parent
  if (!isNode(holder, 'VariableDeclarator') || !isNode(holder.id, 'Identifier')) return []
  const found: WrittenProperty[] = []
  for (const { identifier } of module.variableOf(holder.id)?.references ?? []) {
    const member = identifier.parent
    if (!isNode(member, 'MemberExpression') || member.object !== identifier) continue
    const write = member.parent
    if (!isNode(write, 'AssignmentExpression') || write.left !== member || write.operator === '+=') continue
    found.push({ name: memberName(member) ?? module.textOf(member.property), node: write.right })
  }
  return found
}
