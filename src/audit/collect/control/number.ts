import { type Node, isNode, unwrapped } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, pathOf } from '../program/value.ts'

const MAX_DEPTH = 4
const PARSES = /^global:(Number|parseInt|parseFloat|Number\.parseInt|Number\.parseFloat)$/

/**
 * The number that an expression is, through constants, defaults and callers: the largest where several are possible.
 * Undefined when nothing written here says it: a setting, an argument of the command line.
 */
export function numberOf(program: Program, at: Expression, depth = 0): number | undefined {
  if (depth > MAX_DEPTH) return undefined
  const node = unwrapped(at.node)
  const of = (inner: Node): number | undefined =>
    numberOf(program, { module: at.module, node: inner }, depth + 1)
  if (isNode(node, 'BinaryExpression')) return arithmetic(node.operator, of(node.left), of(node.right))
  if (isNode(node, 'LogicalExpression')) return largest([of(node.left), of(node.right)])
  if (isNode(node, 'CallExpression')) {
    const path = pathOf(program.evaluate({ module: at.module, node: node.callee })) ?? ''
    const given = node.arguments.map(of)
    if (PARSES.test(path)) return given[0]
    if (path === 'global:Math.min') return smallest(given)
    if (path === 'global:Math.max') return largest(given)
    return undefined
  }
  const found = program.uses.resolve(program.evaluate({ module: at.module, node })).map((value) => {
    if (value.kind === 'global' && value.name === 'Infinity') return Infinity
    if (value.kind === 'called' && value.site.node !== node) return numberOf(program, value.site, depth + 1)
    if (value.kind === 'unknown' && value.node && value.module && value.node !== node)
      return numberOf(program, { module: value.module, node: value.node }, depth + 1)
    if (value.kind !== 'literal') return undefined
    if (typeof value.value === 'string' && /^\d+$/.test(value.value)) return Number(value.value)
    return typeof value.value === 'number' ? value.value : undefined
  })
  return largest(found)
}

function arithmetic(
  operator: string,
  left: number | undefined,
  right: number | undefined,
): number | undefined {
  if (left === undefined || right === undefined) return undefined
  if (operator === '+') return left + right
  if (operator === '-') return left - right
  if (operator === '*') return left * right
  return operator === '/' ? left / right : undefined
}

function largest(found: readonly (number | undefined)[]): number | undefined {
  const known = found.filter((one) => one !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}

function smallest(found: readonly (number | undefined)[]): number | undefined {
  const known = found.filter((one) => one !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}
