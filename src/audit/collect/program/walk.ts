// Walks of syntax trees. Topics walk the same code again and again, which once took most of the time of an audit: each
// tree is laid out once, in source order, and a walk of a part of it is a walk along a list.
import type { TSESTree } from '@typescript-eslint/types'
import { visitorKeys } from 'oxc-parser'

type Node = TSESTree.Node

/** All nodes of a tree in source order, and for each the index behind the last node below it. */
interface Layout {
  readonly nodes: readonly Node[]
  readonly ends: Int32Array
}

/** Symbols: nobody who goes through the keys of a node meets them. */
const layoutKey = Symbol('layout')
const indexKey = Symbol('index')

interface LaidOut {
  [layoutKey]?: Layout
  [indexKey]?: number
}

/** Lays out a tree and gives every node its parent. All nodes, in source order. */
export function layOut(tree: Node): readonly Node[] {
  const nodes: Node[] = []
  const stack: Node[] = [tree]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    ;(node as LaidOut)[indexKey] = nodes.length
    nodes.push(node)
    const below = stack.length
    pushChildren(stack, node)
    for (let at = below; at < stack.length; at++) (stack[at] as { parent: Node }).parent = node
  }
  const ends = new Int32Array(nodes.length)
  const layout: Layout = { nodes, ends }
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index]! as Node & LaidOut
    node[layoutKey] = layout
    ends[index] = Math.max(ends[index]!, index + 1)
    const above = index === 0 ? undefined : (node.parent as LaidOut | undefined)?.[indexKey]
    if (above !== undefined) ends[above] = Math.max(ends[above]!, ends[index]!)
  }
  return nodes
}

/**
 * The node and all below it, in source order, without recursion: nesting cannot overflow the stack.
 * `into` says whether to go below a node. What is no part of a laid out tree has nothing below it.
 */
export function* nodesUnder(top: Node, into?: (node: Node) => boolean): Generator<Node> {
  const { [layoutKey]: layout, [indexKey]: first } = top as LaidOut
  yield top
  if (layout === undefined || first === undefined) return
  const { nodes, ends } = layout
  const end = ends[first]!
  for (let index = first + 1; index < end;) {
    const node = nodes[index]!
    yield node
    index = into === undefined || into(node) ? index + 1 : ends[index]!
  }
}

/** Puts the direct children of a node on a stack, the first of them on top. */
function pushChildren(stack: Node[], node: Node): void {
  const keys = visitorKeys[node.type]
  if (keys === undefined) return
  for (let at = keys.length - 1; at >= 0; at--) {
    const child = (node as unknown as Record<string, unknown>)[keys[at]!]
    if (Array.isArray(child)) {
      const items: readonly unknown[] = child
      for (let item = items.length - 1; item >= 0; item--) {
        const one = items[item]
        if (isTree(one)) stack.push(one)
      }
    } else if (isTree(child)) stack.push(child)
  }
}

function isTree(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}
