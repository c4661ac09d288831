// What a pure function may not touch: the clock, randomness, the process, the network, timers, any global state.
import ts from 'typescript'
import { isGlobalRead, lineOf, memberName } from './syntax.mjs'

const IMPURE_GLOBALS = new Set([
  'process',
  'performance',
  'fetch',
  'crypto',
  'console',
  'globalThis',
  'global',
  'window',
  'self',
  'navigator',
  'localStorage',
  'XMLHttpRequest',
  'WebSocket',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'require',
  'eval',
  'Function',
])
const TIMELESS_DATE_MEMBERS = new Set(['parse', 'UTC'])

/** @returns `{ line, message }` for an impure read, `undefined` for anything else. */
export function impurity(node) {
  if (!isGlobalRead(node)) return undefined
  const impure =
    (IMPURE_GLOBALS.has(node.text) && node.text) ||
    (node.text === 'Date' && impureDate(node)) ||
    (node.text === 'Math' && impureMath(node))
  return impure ? { line: lineOf(node), message: `${impure} is not pure` } : undefined
}

function impureDate(node) {
  const { parent } = node
  if (ts.isNewExpression(parent)) return parent.arguments?.length ? '' : 'new Date() without an argument'
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword)
    return ''
  const member = memberName(parent)
  if (TIMELESS_DATE_MEMBERS.has(member)) return ''
  return member ? `Date.${member}` : 'Date'
}

function impureMath(node) {
  const member = memberName(node.parent)
  if (!member) return 'Math handed on whole'
  return member === 'random' ? 'Math.random' : ''
}
