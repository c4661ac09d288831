import { elementsOf } from '../program/elements.ts'
import { type Node, returnsOf } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type Value, alternatives, baseOf } from '../program/value.ts'
import { traceCall } from './calls.ts'
import { traceComposed } from './composed.ts'
import { traceElement, traceMember } from './members.ts'
import { traceMessage } from './messages.ts'
import { type How, type Role, type Trace, type Tracing, addPiece, followExpression } from './trace.ts'

const MAX_DEPTH = 14

/** Where a text comes from. `role` is the role of whoever speaks it, unless a message says its own. */
export function traceText(program: Program, at: Expression, role: Role): Trace {
  const tracing = begin(program)
  followExpression(tracing, at, { role, inMessages: false, depth: 0 })
  return tracing.trace
}

/** As `traceText`, of a value that is known already. */
export function traceValueText(program: Program, value: Value, role: Role): Trace {
  const tracing = begin(program)
  const place = placeOfValue(value)
  if (place !== undefined) tracing.follow(value, place, { role, inMessages: false, depth: 0 })
  return tracing.trace
}

function begin(program: Program): Tracing {
  const tracing: Tracing = {
    program,
    trace: { pieces: [], given: [], unknown: [] },
    seen: new Set(),
    follow(value, from, how) {
      if (how.depth > MAX_DEPTH) return
      for (const one of alternatives(value)) traceOne(tracing, one, from, { ...how, depth: how.depth + 1 })
    },
  }
  return tracing
}

/** Some expression that a value stands at: it names the place when nothing else does. */
function placeOfValue(value: Value): Expression | undefined {
  for (const one of alternatives(value)) {
    const base = baseOf(one)
    if (one.kind === 'called') return one.site
    if ('node' in base && base.node !== undefined && base.module !== undefined)
      return { module: base.module, node: base.node }
  }
  return undefined
}

function traceOne(tracing: Tracing, value: Value, from: Expression, how: How): void {
  const { program, trace } = tracing
  switch (value.kind) {
    case 'literal':
      if (typeof value.value === 'string' && isFirst(tracing, value.node))
        addPiece(tracing, 'literal', value, value.value, how)
      return
    case 'text':
      if (isFirst(tracing, value.node)) traceComposed(tracing, value, how)
      return
    case 'parameter':
      trace.given.push({ parameter: value, at: from, role: how.role })
      return
    case 'asset':
      addPiece(tracing, 'file', from, value.path, how)
      return
    case 'function':
      for (const node of returnsOf(value.node)) followExpression(tracing, { module: value.module, node }, how)
      return
    case 'object':
      if (isFirst(tracing, value.node)) traceMessage(tracing, value, from, how)
      return
    case 'array':
      if (isFirst(tracing, value.node))
        for (const element of elementsOf(program, value))
          tracing.follow(element, from, { ...how, inMessages: true })
      return
    case 'called':
      traceCall(tracing, value, how)
      return
    case 'element':
      traceElement(tracing, value.of, from, how)
      return
    case 'member':
      traceMember(tracing, value, from, how)
      return
    default:
      trace.unknown.push({ ...from, role: how.role })
  }
}

/** What two ways lead to is one text. */
function isFirst({ seen }: Tracing, node: Node): boolean {
  const before = seen.size
  return seen.add(node).size > before
}
