// The program: modules, scopes, and what an expression is. Everything here reads; nothing judges.
import type { TSESTree } from '@typescript-eslint/types'
import { nodesUnder } from './walk.ts'

export { nodesUnder } from './walk.ts'

export type Node = TSESTree.Node
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression
export type CallNode = TSESTree.CallExpression | TSESTree.NewExpression

export type NodeOf<T extends string> = Extract<Node, { type: T }>

/** True when the node is of this type: `node.type` is an enum in the types, and a plain string in the tree. */
export function isNode<T extends string>(node: Node | null | undefined, type: T): node is NodeOf<T> {
  return node !== null && node !== undefined && (node.type as string) === type
}

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    isNode(node, 'FunctionDeclaration') ||
    isNode(node, 'FunctionExpression') ||
    isNode(node, 'ArrowFunctionExpression')
  )
}

export function isClass(node: Node | null | undefined): node is ClassNode {
  return isNode(node, 'ClassDeclaration') || isNode(node, 'ClassExpression')
}

export function isCall(node: Node | null | undefined): node is CallNode {
  return isNode(node, 'CallExpression') || isNode(node, 'NewExpression')
}

export function isLoop(node: Node | null | undefined): boolean {
  return (
    isNode(node, 'WhileStatement') ||
    isNode(node, 'DoWhileStatement') ||
    isNode(node, 'ForStatement') ||
    isNode(node, 'ForOfStatement') ||
    isNode(node, 'ForInStatement')
  )
}

/** What stands in a function itself, without the functions inside it. */
export function nodesOfOwn(top: Node): Generator<Node> {
  return nodesUnder(top, (node) => !isFunction(node))
}

/** The nearest node around this one that `is` accepts; undefined at the module's edge. */
export function around<T extends Node>(node: Node, is: (node: Node) => node is T): T | undefined
export function around(node: Node, is: (node: Node) => boolean): Node | undefined
export function around(node: Node, is: (node: Node) => boolean): Node | undefined {
  for (let at = node.parent; at !== undefined && at !== null; at = at.parent) if (is(at)) return at
  return undefined
}

export function enclosingFunction(node: Node): FunctionNode | undefined {
  return around(node, isFunction)
}

export function enclosingClass(node: Node): ClassNode | undefined {
  return around(node, isClass)
}

/** Where a node begins in the text of its file. The parser's own offset: pairs of `range` would double what trees hold. */
export function startOf(node: Node): number {
  return (node as unknown as Offsets).start
}

/** The offset behind a node. */
export function endOf(node: Node): number {
  return (node as unknown as Offsets).end
}

interface Offsets {
  readonly start: number
  readonly end: number
}

export function isInside(node: Node, outer: Node): boolean {
  return startOf(node) >= startOf(outer) && endOf(node) <= endOf(outer)
}

/** `await x`, `x as T`, `x!`, `(x)`, `x satisfies T`, `<T>x`: the x. */
export function unwrapped(node: Node): Node {
  let at: Node = node
  for (;;) {
    if (
      isNode(at, 'TSAsExpression') ||
      isNode(at, 'TSSatisfiesExpression') ||
      isNode(at, 'TSNonNullExpression') ||
      isNode(at, 'TSTypeAssertion') ||
      isNode(at, 'ChainExpression') ||
      isNode(at, 'TSInstantiationExpression')
    )
      at = at.expression
    else if (isNode(at, 'AwaitExpression')) at = at.argument
    else return at
  }
}

/** The key of a property or member as written, when it is a name or a literal. */
export function keyOf(node: { key: Node; computed: boolean }): string | undefined {
  if (isNode(node.key, 'Identifier') && !node.computed) return node.key.name
  if (isNode(node.key, 'PrivateIdentifier')) return `#${node.key.name}`
  if (isNode(node.key, 'Literal')) return String(node.key.value)
  return undefined
}

export function memberName(node: TSESTree.MemberExpression): string | undefined {
  if (!node.computed) {
    return isNode(node.property, 'PrivateIdentifier') ? `#${node.property.name}` : node.property.name
  }
  return isNode(node.property, 'Literal') ? String(node.property.value) : undefined
}

const returns = new WeakMap<FunctionNode, Node[]>()

/** The expressions that a function returns. */
export function returnsOf(node: FunctionNode): readonly Node[] {
  const known = returns.get(node)
  if (known !== undefined) return known
  const results = findReturns(node)
  returns.set(node, results)
  return results
}

function findReturns(node: FunctionNode): Node[] {
  if (!isNode(node.body, 'BlockStatement')) return node.body === null ? [] : [node.body]
  const results: Node[] = []
  for (const inner of nodesOfOwn(node.body))
    if (isNode(inner, 'ReturnStatement') && inner.argument !== null) results.push(inner.argument)
  return results
}
