import type { Sight } from '../../facts/place.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import {
  type Node,
  type NodeOf,
  isFunction,
  isInside,
  isNode,
  memberName,
  nodesUnder,
  unwrapped,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Program } from '../program/program.ts'
import { type Expression, alternatives, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { sightAt } from '../sight-at.ts'
import { decides } from './decides.ts'

/** Comparisons of what was just done (or failed) with what was done before, on which the course depends. */
export function noProgressOf({ program }: Scene, draft: AgentDraft): Sight[] {
  const hooks = [...(draft.sighting?.hooks ?? []), ...draft.calls.flatMap((call) => call.hooks)]
  const own = [draft, ...draft.members.filter(({ kind }) => kind === 'single-call' || kind === 'workflow')]
  const regions: Region[] = [...own.flatMap(({ owned }) => owned), ...hooks]
  const found = new Map<Node, Sight>()
  for (const { module, node } of regions)
    for (const inner of nodesUnder(node)) {
      const at = { module, node: inner }
      if (found.has(inner) || !isRepeatCheck(program, at, regions)) continue
      if (decides(program, at)) found.set(inner, sightAt(at, 'repeat-check'))
    }
  return [...found.values()]
}

function isRepeatCheck(program: Program, at: Expression, regions: readonly Region[]): boolean {
  const { module, node } = at
  if (isNode(node, 'CallExpression') && isNode(node.callee, 'MemberExpression')) {
    const name = memberName(node.callee) ?? ''
    if (/^(every|some|filter|find|findLast|findIndex|findLastIndex)$/.test(name))
      return isWindow(node.callee.object) && comparesWithNow(module, node)
    if (name === 'has') return isSeenCall(program, at, node, regions)
    return name === 'get' && isTally(program, at, node)
  }
  return (
    isNode(node, 'BinaryExpression') && /^[!=]==?$/.test(node.operator) && isLastOne(module, node, regions)
  )
}

/** The latest of a history: `failures.slice(-3)`. A look-up in a whole list is no such comparison. */
function isWindow(list: Node): boolean {
  for (let at = unwrapped(list); isNode(at, 'CallExpression') && isNode(at.callee, 'MemberExpression');) {
    const name = memberName(at.callee)
    if (name === 'slice' && at.arguments.length > 0 && !isFromStart(at.arguments[0]!)) return true
    at = unwrapped(at.callee.object)
  }
  return false
}

function isFromStart(node: Node): boolean {
  return isNode(node, 'Literal')
}

/** In the callback, something of the earlier item equals something from outside of it: `(one) => one === message`. */
function comparesWithNow(module: Module, call: NodeOf<'CallExpression'>): boolean {
  const [callback] = call.arguments
  if (!isFunction(callback)) return false
  return [...nodesUnder(callback)].some((node) => {
    if (!isNode(node, 'BinaryExpression') || !/^===?$/.test(node.operator)) return false
    const sides = [node.left as Node, node.right]
    const own = sides.filter((side) => namesIn(module, side).some((one) => isInside(one, callback)))
    const outer = sides.filter((side) => {
      const names = namesIn(module, side)
      return names.length > 0 && names.every((one) => !isInside(one, callback))
    })
    return own.length > 0 && outer.length > 0
  })
}

/** Where the variables of an expression are defined. */
function namesIn(module: Module, node: Node): Node[] {
  return [...nodesUnder(node)].flatMap((inner) => {
    const definition = isNode(inner, 'Identifier') ? module.variableOf(inner)?.defs[0] : undefined
    return definition === undefined ? [] : [definition.name]
  })
}

/** `seen.has(key)` beside `seen.add(key)`, where the key is the call as text; a cache, which answers, is none. */
function isSeenCall(
  program: Program,
  at: Expression,
  call: NodeOf<'CallExpression'>,
  regions: readonly Region[],
): boolean {
  const [key] = call.arguments
  if (
    key === undefined ||
    !isNode(call.callee, 'MemberExpression') ||
    !isAsText(program, { module: at.module, node: key })
  )
    return false
  const set = at.module.textOf(call.callee.object)
  const methods = regions
    .filter(({ module }) => module === at.module)
    .flatMap(({ node }) => [...nodesUnder(node)])
    .flatMap((node) =>
      isNode(node, 'CallExpression') &&
      isNode(node.callee, 'MemberExpression') &&
      at.module.textOf(node.callee.object) === set
        ? [memberName(node.callee)]
        : [],
    )
  return methods.includes('add') && !methods.includes('get')
}

/** `(times.get(key) ?? 0) >= 3`: how often the same call was made. */
function isTally(program: Program, { module }: Expression, call: NodeOf<'CallExpression'>): boolean {
  const [key] = call.arguments
  if (key === undefined || !isAsText(program, { module, node: key })) return false
  for (let at: Node = call; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if (isNode(parent, 'BinaryExpression') && /^(>=?|<=?)$/.test(parent.operator)) return true
    if (isNode(parent, 'VariableDeclarator') && isNode(parent.id, 'Identifier'))
      return (module.variableOf(parent.id)?.references ?? []).some((reference) => {
        const user = reference.identifier.parent
        return isNode(user, 'BinaryExpression') && /^(>=?|<=?)$/.test(user.operator)
      })
    if (!isNode(parent, 'LogicalExpression') && !isNode(parent, 'BinaryExpression')) return false
  }
  return false
}

/** Made by `JSON.stringify` or a template, or a hash of one: name and arguments as one text. */
function isAsText(program: Program, at: Expression): boolean {
  const texts = [...alternatives(program.evaluate(at))].flatMap((value) =>
    value.kind === 'text' || value.kind === 'called' ? [value] : [],
  )
  return texts.some((value) => {
    if (value.kind === 'called')
      return /^global:JSON\.stringify\(\)$|createHash\(\)/.test(pathOf(value) ?? '')
    return [...nodesUnder(value.node)].some(
      (node) =>
        isNode(node, 'CallExpression') &&
        pathOf(program.evaluate({ module: value.module, node: node.callee })) === 'global:JSON.stringify',
    )
  })
}

/** `signature === last`, where `last = signature` is written on the way. */
function isLastOne(module: Module, test: NodeOf<'BinaryExpression'>, regions: readonly Region[]): boolean {
  const [one, other] = [unwrapped(test.left), unwrapped(test.right)]
  if (!isPlace(one) || !isPlace(other)) return false
  const [a, b] = [module.textOf(one), module.textOf(other)]
  return regions
    .filter((region) => region.module === module)
    .flatMap(({ node }) => [...nodesUnder(node)])
    .some((node) => {
      if (!isNode(node, 'AssignmentExpression') || node.operator !== '=') return false
      const [to, from] = [module.textOf(node.left), module.textOf(unwrapped(node.right))]
      return (to === a && from === b) || (to === b && from === a)
    })
}

function isPlace(node: Node): boolean {
  return isNode(node, 'Identifier') || isNode(node, 'MemberExpression')
}
