import { type Node, isNode, nodesUnder } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { bindingsOf } from '../program/module.ts'

/** What a model's answer flows into, inside one piece of code. */
export interface Taint {
  /** The expression holds, or is made from, something of a model's answer. */
  reaches(node: Node): boolean
}

/**
 * Follows values from the places that `starts` accepts through declarations, assignments and `for … of`. Coarse on
 * purpose: whatever is made from a tainted value is tainted. What is pushed onto a list does not taint the list.
 */
export function taintIn(module: Module, top: Node, starts: (node: Node) => boolean): Taint {
  const tainted = new Set<unknown>()
  const reaches = (node: Node): boolean => {
    for (const inner of nodesUnder(node)) {
      if (starts(inner)) return true
      if (isNode(inner, 'Identifier') && tainted.has(module.variableOf(inner))) return true
    }
    return false
  }
  const flows = [...nodesUnder(top)].flatMap(flowOf)
  for (let size = -1; size !== tainted.size;) {
    size = tainted.size
    for (const { to, from } of flows) {
      if (!reaches(from)) continue
      for (const name of bindingsOf(to)) {
        const variable = module.variableOf(name)
        if (variable !== undefined) tainted.add(variable)
      }
    }
  }
  return { reaches }
}

function flowOf(node: Node): { to: Node; from: Node }[] {
  if (isNode(node, 'VariableDeclarator') && node.init) return [{ to: node.id, from: node.init }]
  if (isNode(node, 'AssignmentExpression')) return [{ to: node.left, from: node.right }]
  if (isNode(node, 'ForOfStatement')) {
    const [declarator] = isNode(node.left, 'VariableDeclaration') ? node.left.declarations : []
    return declarator ? [{ to: declarator.id, from: node.right }] : []
  }
  return []
}
