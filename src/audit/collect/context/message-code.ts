// How code writes messages and texts.
import { type Node, isFunction, isNode, memberName, nodesUnder, returnsOf } from '../program/node.ts'
import type { Expression } from '../program/value.ts'

const CONTENTS = new Set(['content', 'text', 'parts', 'messages', 'input', 'prompt'])

export function insertionsOf(node: Node): Node[] {
  if (isNode(node, 'TaggedTemplateExpression')) return insertionsOf(node.quasi)
  if (isNode(node, 'TemplateLiteral')) return [...node.expressions]
  return isNode(node, 'BinaryExpression') ? [node.left, node.right] : []
}

export function contentsOf(node: Node): Node[] {
  if (isNode(node, 'NewExpression')) return node.arguments.slice(0, 1)
  if (!isNode(node, 'ObjectExpression')) return []
  return node.properties.flatMap((one) =>
    isNode(one, 'Property') && isNode(one.key, 'Identifier') && CONTENTS.has(one.key.name) ? [one.value] : [],
  )
}

/** A pattern for what looks like a secret, replaced by fixed text. */
export function redacts({ module }: Expression, name: string, args: readonly Node[]): string | undefined {
  const [pattern, replacement] = args
  if (!/^replace(All)?$/.test(name) || pattern === undefined || !isNode(replacement, 'Literal'))
    return undefined
  const source = module.textOf(pattern)
  const isSecret = /\{\d+,\d*\}|key|token|secret|passw|bearer|@/i.test(source)
  return isNode(pattern, 'Literal') && 'regex' in pattern && isSecret ? 'redact' : undefined
}

/** Gives messages or texts of its own making, not the items with a field more or less, or under other names. */
export function makesMessages(node: Node): boolean {
  if (!isFunction(node)) return false
  return returnsOf(node).some((result) =>
    [...nodesUnder(result)].some(
      (inner) =>
        isNode(inner, 'TemplateLiteral') ||
        (isNode(inner, 'Property') &&
          isNode(inner.key, 'Identifier') &&
          /^(role|content)$/.test(inner.key.name) &&
          !isField(inner.value)),
    ),
  )
}

/** `message.content`, `content`: handed on as it came. */
function isField(node: Node): boolean {
  const inner = isNode(node, 'TSAsExpression') || isNode(node, 'TSNonNullExpression') ? node.expression : node
  return isNode(inner, 'Identifier') || isNode(inner, 'MemberExpression')
}

/** `take: 20`, `limit: 20` in a query. */
export function limitOf(node: Node): Node | undefined {
  return [...nodesUnder(node)].find(
    (inner) =>
      (isNode(inner, 'Property') &&
        isNode(inner.key, 'Identifier') &&
        /^(take|limit|last|lastMessages)$/.test(inner.key.name)) ||
      (isNode(inner, 'CallExpression') &&
        isNode(inner.callee, 'MemberExpression') &&
        memberName(inner.callee) === 'limit'),
  )
}
