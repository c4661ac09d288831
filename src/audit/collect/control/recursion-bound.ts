import type { Bound } from '../../facts/model-call.ts'
import type { Region } from '../agents/draft.ts'
import {
  type FunctionNode,
  type Node,
  around,
  isFunction,
  isInside,
  isNode,
  nodesUnder,
  unwrapped,
  endOf,
  startOf,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Program } from '../program/program.ts'
import { wayTo } from '../program/variable.ts'
import { alwaysLeaves } from './exits.ts'
import { loopBound } from './loop-bound.ts'
import { numberOf } from './number.ts'

/** The bound of a function that calls itself: a parameter that each call changes by a step, compared on the way. */
export function recursionBound(program: Program, cycle: Region): Bound {
  const { module, node } = cycle
  if (!isFunction(node)) return { state: 'unknown', steps: undefined, at: module.placeOf(node) }
  const calls = program.uses
    .callersOf(node)
    .filter((one) => one.module === module && isInside(one.node, node))
  const steps = calls.map((call) => stepsOf(module, node, call.node))
  // Each of the calls has to count, or one of them goes on for ever.
  const counted = steps.length > 0 && steps.every(({ size }) => size > 0)
  for (const { test, other } of counted ? comparisons(module, node, merged(steps)) : []) {
    if (!calls.every((call) => guards(test, call.node, node))) continue
    return {
      state: 'explicit',
      steps: numberOf(program, { module, node: other }) || undefined,
      at: module.placeOf(test),
    }
  }
  return loopBound(program, cycle)
}

/** Variables that hold a count in the view of the function: the parameter, and what is one more or less than it. */
function stepsOf(module: Module, owner: FunctionNode, call: Node): Set<unknown> {
  const found = new Set<unknown>()
  if (!isNode(call, 'CallExpression')) return found
  for (const [index, argument] of call.arguments.entries()) {
    for (const [name, given] of valuesIn(argument)) {
      const from = steppedFrom(module, given)
      if (from === undefined || owner.params[index] === undefined) continue
      const own = parameterNamed(module, owner.params[index], name)
      if (own === undefined || !from.has(own)) continue
      for (const one of from) found.add(one)
    }
  }
  return found
}

function merged(sets: readonly ReadonlySet<unknown>[]): Set<unknown> {
  return new Set(sets.flatMap((set) => [...set]))
}

/** An argument, and the properties of an argument that is an object. */
function valuesIn(argument: Node): [string | undefined, Node][] {
  if (!isNode(argument, 'ObjectExpression')) return [[undefined, argument]]
  return argument.properties.flatMap((one): [string, Node][] =>
    isNode(one, 'Property') && isNode(one.key, 'Identifier') ? [[one.key.name, one.value]] : [],
  )
}

function parameterNamed(module: Module, pattern: Node, name: string | undefined): unknown {
  for (const inner of nodesUnder(pattern)) {
    if (!isNode(inner, 'Identifier')) continue
    const way = wayTo(pattern, inner)
    if (way !== undefined && way.path.join('.') === (name ?? '')) return module.variableOf(inner)
  }
  return undefined
}

/** `depth - 1`, `depth + 1`, or a constant that is made so: the variables on the way. */
function steppedFrom(module: Module, given: Node, depth = 0): Set<unknown> | undefined {
  const node = unwrapped(given)
  if (isNode(node, 'BinaryExpression') && (node.operator === '+' || node.operator === '-')) {
    const sides = [node.left as Node, node.right]
    const name = sides.find((side) => isNode(side, 'Identifier'))
    const isStep = sides.some(
      (side) => isNode(side, 'Literal') && typeof side.value === 'number' && side.value !== 0,
    )
    return name !== undefined && isStep ? new Set([module.variableOf(name)]) : undefined
  }
  if (!isNode(node, 'Identifier') || depth > 2) return undefined
  const variable = module.variableOf(node)
  const definition = variable?.defs[0]?.node
  if (!isNode(definition, 'VariableDeclarator') || !definition.init) return undefined
  return steppedFrom(module, definition.init, depth + 1)?.add(variable)
}

function* comparisons(
  module: Module,
  owner: FunctionNode,
  counts: ReadonlySet<unknown>,
): Generator<{ test: Node; other: Node }> {
  for (const test of nodesUnder(owner)) {
    if (!isNode(test, 'BinaryExpression') || !/^(>=?|<=?|[!=]==?)$/.test(test.operator)) continue
    for (const [one, other] of [
      [test.left as Node, test.right],
      [test.right, test.left as Node],
    ] as const) {
      const inner = [...nodesUnder(one)].find((node) => isNode(node, 'Identifier'))
      if (inner !== undefined && counts.has(module.variableOf(inner))) yield { test, other }
    }
  }
}

/** The call stands under the comparison, or after an `if` on it that leaves. */
function guards(test: Node, call: Node, owner: Node): boolean {
  const condition = around(
    test,
    (node) =>
      isNode(node, 'IfStatement') ||
      isNode(node, 'ConditionalExpression') ||
      isNode(node, 'LogicalExpression'),
  )
  if (condition === undefined || !isInside(condition, owner)) return false
  if (isNode(condition, 'LogicalExpression') && condition.left === test && isInside(call, condition.right))
    return true
  if (isInside(call, condition)) return !isInside(call, test)
  const outer = isNode(condition, 'LogicalExpression')
    ? around(condition, (node) => isNode(node, 'IfStatement'))
    : condition
  return (
    isNode(outer, 'IfStatement') &&
    (isInside(call, outer.consequent) ||
      (alwaysLeaves(outer.consequent, owner) && endOf(outer) <= startOf(call)))
  )
}
