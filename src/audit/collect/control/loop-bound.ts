import type { Bound } from '../../facts/model-call.ts'
import { functionsOf } from '../program/elements.ts'
import { type Node, isNode, nodesUnder, returnsOf, unwrapped } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import type { Region } from '../agents/draft.ts'
import { type Expression, pathOf } from '../program/value.ts'
import { type Direction, directionOf, isCount } from './counters.ts'
import { type Exit, exitsOf } from './exits.ts'
import { numberOf } from './number.ts'

/** The bound of an own cycle: a count of its rounds, or a clock, that is compared on the way round. */
export function loopBound(program: Program, cycle: Region): Bound {
  const { module, node } = cycle
  const bounds = exitsOf(node).flatMap((exit) => boundOfExit(program, cycle, exit) ?? [])
  const explicit = bounds.toSorted((one, other) => (one.steps ?? Infinity) - (other.steps ?? Infinity))[0]
  if (explicit !== undefined) return explicit
  if ((isNode(node, 'ForOfStatement') && !node.await) || isNode(node, 'ForInStatement'))
    return listBound(program, cycle, node.right)
  return { state: 'none', steps: undefined, at: module.placeOf(node) }
}

function boundOfExit(program: Program, cycle: Region, { test, when }: Exit): Bound | undefined {
  const { module } = cycle
  const node = unwrapped(test)
  const at = module.placeOf(node)
  // `while (rounds--)`: falsy at zero.
  if (isNode(node, 'UpdateExpression') && node.operator === '--' && when === 'stay') {
    const start = startOf(program, { module, node: node.argument })
    return { state: 'explicit', steps: start, at }
  }
  if (isNode(node, 'CallExpression')) return boundInCallee(program, { module, node }, cycle)
  if (!isNode(node, 'BinaryExpression')) return undefined
  const left = { module, node: node.left as Node }
  const right = { module, node: node.right }
  if (isClock(program, left) || isClock(program, right)) return { state: 'explicit', steps: undefined, at }
  for (const [counter, limit, operator] of [
    [left, right, node.operator],
    [right, left, mirrored[node.operator] ?? node.operator],
  ] as const) {
    const direction = directionOf(program, counter, cycle.node)
    if (direction === undefined || !ends(direction, operator, when)) continue
    // The other side moves as well: no end is in sight.
    if (directionOf(program, limit, cycle.node) !== undefined) continue
    const steps = direction === 'up' ? numberOf(program, limit) : startOf(program, counter)
    if (steps === Infinity) continue
    return { state: 'explicit', steps, at }
  }
  return undefined
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' }

function ends(direction: Direction, operator: string, when: Exit['when']): boolean {
  const isEqual = operator === '===' || operator === '=='
  const isUnequal = operator === '!==' || operator === '!='
  if (when === 'leave' ? isEqual : isUnequal) return true
  const wanted = (direction === 'up') === (when === 'leave') ? /^>=?$/ : /^<=?$/
  return wanted.test(operator)
}

/** What a counter that goes down begins with. */
function startOf(program: Program, { module, node }: Expression): number | undefined {
  const inner = isNode(node, 'UpdateExpression') ? node.argument : node
  const definition = isNode(inner, 'Identifier') ? module.variableOf(inner)?.defs[0]?.node : undefined
  const declarator = definition
  return isNode(declarator, 'VariableDeclarator') && declarator.init
    ? numberOf(program, { module, node: declarator.init })
    : undefined
}

/** `if (isOver(thread)) return`, where `isOver` compares a count with a number. */
function boundInCallee(program: Program, at: Expression, cycle: Region): Bound | undefined {
  if (!isNode(at.node, 'CallExpression')) return undefined
  for (const callee of functionsOf(program, program.evaluate({ module: at.module, node: at.node.callee }))) {
    for (const returned of returnsOf(callee.node)) {
      const test = unwrapped(returned)
      if (!isNode(test, 'BinaryExpression') || !/^(>=?|<=?|={2,3})$/.test(test.operator)) continue
      const given = argumentFor(callee.node.params, at.node.arguments, test.left)
      const counts = given
        ? directionOf(program, { module: at.module, node: given }, cycle.node) !== undefined
        : isCount(test.left)
      const steps = numberOf(program, { module: callee.module, node: test.right })
      if (counts && steps !== undefined && steps !== Infinity)
        return { state: 'explicit', steps, at: at.module.placeOf(at.node) }
    }
  }
  return undefined
}

function argumentFor(params: readonly Node[], given: readonly Node[], node: Node): Node | undefined {
  if (!isNode(node, 'Identifier')) return undefined
  return given[params.findIndex((param) => isNode(param, 'Identifier') && param.name === node.name)]
}

function isClock(program: Program, { module, node }: Expression): boolean {
  return [...nodesUnder(node)].some((inner) => {
    if (!isNode(inner, 'CallExpression')) return false
    const path = pathOf(program.evaluate({ module, node: inner.callee })) ?? ''
    return /^global:(Date\.now|performance\.now|process\.hrtime(\.bigint)?)$/.test(path)
  })
}

/** A list that is gone through, unless the rounds put more onto it. */
function listBound(program: Program, { module, node }: Region, list: Node): Bound {
  const text = module.textOf(list)
  const isFed = [...nodesUnder(node)].some(
    (inner) =>
      isNode(inner, 'CallExpression') &&
      isNode(inner.callee, 'MemberExpression') &&
      module.textOf(inner.callee.object) === text &&
      /\.(push|unshift|splice|add)$/.test(module.textOf(inner.callee)),
  )
  const [value] = program.uses.resolve(program.evaluate({ module, node: list }))
  const isEndless = value?.kind === 'called' && value.of.kind === 'function' && value.of.node.generator
  if (isFed || isEndless) return { state: 'none', steps: undefined, at: module.placeOf(list) }
  return { state: 'explicit', steps: undefined, at: module.placeOf(list) }
}
