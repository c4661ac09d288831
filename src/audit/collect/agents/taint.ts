import { type Node, type NodeOf, around, isLoop, isNode, memberName, nodesUnder } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { bindingsOf } from '../program/bindings.ts'

/** What a model's answer flows into, inside one piece of code. */
export interface Taint {
  /** The expression holds, or is made from, something of a model's answer. */
  reaches(node: Node): boolean
}

/**
 * Follows values from the places that `starts` accepts through declarations, assignments and `for … of`. Coarse on
 * purpose: whatever is made from a tainted value is tainted. A list that is made anew in each round is tainted by what is
 * pushed onto it; a history that outlives the round is not.
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
    for (const { to, from, isPush } of flows) {
      if (!reaches(from)) continue
      for (const name of bindingsOf(to)) {
        const variable = module.variableOf(name)
        const definition = variable?.defs[0]?.node
        if (isPush && (definition === undefined || around(definition, isLoop) === undefined)) continue
        if (variable !== undefined) tainted.add(variable)
      }
    }
  }
  return { reaches }
}

interface Flow {
  readonly to: Node
  readonly from: Node
  readonly isPush?: boolean
}

function flowOf(node: Node): Flow[] {
  if (isNode(node, 'VariableDeclarator') && node.init) return [{ to: node.id, from: node.init }]
  if (isNode(node, 'AssignmentExpression')) return [{ to: node.left, from: node.right }]
  if (isNode(node, 'CallExpression') && isNode(node.callee, 'MemberExpression')) {
    const isPush = memberName(node.callee) === 'push' && isNode(node.callee.object, 'Identifier')
    return isPush
      ? node.arguments.map((from) => ({
          to: (node.callee as NodeOf<'MemberExpression'>).object,
          from,
          isPush,
        }))
      : []
  }
  if (isNode(node, 'ForOfStatement')) {
    const [declarator] = isNode(node.left, 'VariableDeclaration') ? node.left.declarations : []
    return declarator ? [{ to: declarator.id, from: node.right }] : []
  }
  return []
}
