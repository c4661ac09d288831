import { type FunctionNode, type Node, isCall, isNode, memberName, nodesUnder } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Program } from '../program/program.ts'
import { pathOf } from '../program/value.ts'

const LOGS = new Set([
  'log',
  'error',
  'warn',
  'info',
  'debug',
  'trace',
  'fatal',
  'verbose',
  'dir',
  'captureException',
  'write',
])

/** Says it on the screen of whoever waits: `toast.error('…')`. By what was imported, not by what it is called here. */
const SHOWS = /[:.](toast|notif\w*|message|messageApi|snackbar|alerts?)\b[^:]*\.\w+$/i
const PRINTS = /[:.](log|debug|print|println)\w*$/i

/** A call that only tells a log or a terminal. */
export function isLog(program: Program, module: Module, node: Node, depth = 0): boolean {
  if (!isCall(node)) return false
  const values = program.uses.resolve(program.evaluate({ module, node: node.callee }))
  if (isNode(node.callee, 'MemberExpression') && LOGS.has(memberName(node.callee) ?? ''))
    return !values.some((value) => SHOWS.test(pathOf(value) ?? ''))
  return values.some((value) =>
    value.kind === 'function'
      ? depth < 2 && onlyLogs(program, value.module, value.node, depth + 1)
      : PRINTS.test(pathOf(value) ?? ''),
  )
}

/** A function of one's own that does nothing but tell a log: `const log = (...words) => console.log(...words)`. */
function onlyLogs(program: Program, module: Module, node: FunctionNode, depth: number): boolean {
  const calls = [...nodesUnder(node.body ?? node)].filter(isCall)
  const tells = calls.filter((call) => isLog(program, module, call, depth))
  const isTold = (call: Node): boolean => tells.includes(call as never) || isInside(call, tells)
  return tells.length > 0 && calls.every(isTold)
}

function isInside(node: Node, outer: readonly Node[]): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) if (outer.includes(at)) return true
  return false
}

const ANSWERS = new Set([
  'status',
  'sendStatus',
  'send',
  'json',
  'text',
  'html',
  'end',
  'writeHead',
  'code',
  'redirect',
])

/** `res.status(500).json(…)` of a handler's parameter, `Response.json(…)`, `new NextResponse(…)`. */
export function isAnswer(program: Program, module: Module, node: Node): boolean {
  if (!isCall(node)) return false
  const path = pathOf(program.evaluate({ module, node: node.callee })) ?? ''
  if (/^global:Response\b|^next\/server:NextResponse\b/.test(path)) return true
  let at: Node = node.callee
  while (isNode(at, 'MemberExpression') || isCall(at)) {
    if (isNode(at, 'MemberExpression') && !ANSWERS.has(memberName(at) ?? '') && at === node.callee)
      return false
    at = isNode(at, 'MemberExpression') ? at.object : at.callee
  }
  if (!isNode(at, 'Identifier') || at === node.callee) return false
  const definition = module.variableOf(at)?.defs[0]
  return (definition?.type as string | undefined) === 'Parameter'
}
