// Lists that hold what went before: which of them grow from one request to the next.
import type { AgentDraft } from '../agents/draft.ts'
import {
  type Node,
  type NodeOf,
  around,
  enclosingFunction,
  isFunction,
  isInside,
  isLoop,
  isNode,
  memberName,
  nodesUnder,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { ParameterValue } from '../program/value.ts'

/** It is put onto itself, or it outlives the rounds and is pushed onto. */
export function isHistory(draft: AgentDraft, module: Module, node: Node, holder: Node): boolean {
  const name = isNode(holder, 'MemberExpression') ? memberName(holder) : module.textOf(holder)
  const isOwnSpread =
    isNode(node, 'ArrayExpression') &&
    node.elements.some((one) => isNode(one, 'SpreadElement') && lastName(module, one.argument) === name)
  const outlives = outlivesRound(draft, module, node)
  if (isOwnSpread) return outlives || isNode(holder.parent, 'Property') || isNode(holder, 'MemberExpression')
  return outlives && pushesOnto(module, holder).length > 0
}

/** The variable or field that a list literal is put into. */
export function holderOfList(node: Node): Node | undefined {
  const { parent } = node
  if (isNode(parent, 'VariableDeclarator') && isNode(parent.id, 'Identifier')) return parent.id
  if (isNode(parent, 'PropertyDefinition') || (isNode(parent, 'Property') && parent.value === node))
    return parent.key
  if (isNode(parent, 'AssignmentExpression')) return parent.left
  return isNode(parent, 'TSAsExpression') || isNode(parent, 'TSSatisfiesExpression')
    ? holderOfList(parent)
    : undefined
}

/** Not made anew in each round: it stands outside of the cycle, and outside of what the cycle calls. */
function outlivesRound({ cycle }: AgentDraft, module: Module, node: Node): boolean {
  const inside = enclosingFunction(node)
  if (cycle === undefined) return inside === undefined
  const loop = cycle.region.node
  if (module === cycle.region.module && isInside(node, loop)) return false
  if (inside === undefined || isConstructor(inside)) return true
  return module === cycle.region.module && isInside(loop, inside)
}

function isConstructor({ parent }: Node): boolean {
  return isNode(parent, 'MethodDefinition') && parent.kind === 'constructor'
}

function lastName(module: Module, node: Node): string | undefined {
  return isNode(node, 'MemberExpression') ? memberName(node) : module.textOf(node)
}

export function pushesOnto(module: Module, holder: Node): NodeOf<'CallExpression'>[] {
  const variable = isNode(holder, 'Identifier') ? module.variableOf(holder) : undefined
  const name = isNode(holder, 'MemberExpression') ? memberName(holder) : module.textOf(holder)
  return module.nodes('CallExpression').filter(({ callee }) => {
    if (!isNode(callee, 'MemberExpression') || !/^(push|unshift)$/.test(memberName(callee) ?? ''))
      return false
    if (isNode(callee.object, 'Identifier'))
      return variable !== undefined && module.variableOf(callee.object) === variable
    return (
      variable === undefined &&
      isNode(callee.object, 'MemberExpression') &&
      memberName(callee.object) === name
    )
  })
}

/** `if (used > BUDGET) break` on the way to the push. */
export function isBudgeted(push: Node): boolean {
  const loop = around(push, isLoop)
  return (
    loop !== undefined &&
    [...nodesUnder(loop)].some(
      (node) =>
        isNode(node, 'IfStatement') &&
        isNode(node.test, 'BinaryExpression') &&
        /^[<>]=?$/.test(node.test.operator) &&
        [...nodesUnder(node.consequent)].some((inner) => isNode(inner, 'BreakStatement')),
    )
  )
}

/** In the agent's own code something is pushed onto the parameter, or onto a list that it holds. */
export function isFedParameter(draft: AgentDraft, value: ParameterValue): boolean {
  return draft.owned.some(({ module, node }) =>
    [...nodesUnder(node)].some((inner) => {
      if (!isNode(inner, 'CallExpression') || !isNode(inner.callee, 'MemberExpression')) return false
      if (!/^(push|unshift)$/.test(memberName(inner.callee) ?? '')) return false
      const list = inner.callee.object
      const last = value.path.at(-1)
      if (last !== undefined) return lastName(module, list) === last
      const base = isNode(list, 'MemberExpression') ? list.object : list
      const definition = isNode(base, 'Identifier') ? module.variableOf(base)?.defs[0] : undefined
      return definition !== undefined && isInside(definition.name, value.node)
        ? (value.node.params as Node[]).some((one) => isInside(definition.name, one))
        : isNode(list, 'MemberExpression') && isFunction(definition?.node)
    }),
  )
}

/** The field that holds the history: reducers append to `messages`; texts and settings of the state do not grow. */
export function isListOfState(draft: AgentDraft, value: ParameterValue): boolean {
  const name = value.path.at(-1)
  if (name === 'messages') return true
  return draft.owned.some(({ node }) =>
    [...nodesUnder(node)].some(
      (inner) =>
        isNode(inner, 'Property') &&
        isNode(inner.key, 'Identifier') &&
        inner.key.name === name &&
        isNode(inner.value, 'ArrayExpression'),
    ),
  )
}
