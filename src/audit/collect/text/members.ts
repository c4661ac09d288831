import { elementsOf, entriesOf } from '../program/elements.ts'
import { type Expression, type Value, baseOf, pathOf } from '../program/value.ts'
import { sourceIn } from './sources.ts'
import { type How, type Tracing, addPiece } from './trace.ts'

/** `texts[key]`: any of them. */
export function traceElement(tracing: Tracing, of: Value, from: Expression, how: How): void {
  const { program, trace } = tracing
  const elements = elementsOf(program, of)
  const values = elements.length > 0 ? elements : entriesOf(program, of).map(([, inner]) => inner)
  for (const inner of values) tracing.follow(inner, from, how)
  if (values.length > 0) return
  const base = baseOf(of)
  if (base.kind === 'parameter') trace.given.push({ parameter: base, at: from, role: how.role })
  else trace.unknown.push({ ...from, role: how.role })
}

const ENVIRONMENT = /^global:(process|import\.meta|Deno|Bun)\.env\b/

export function traceMember(
  tracing: Tracing,
  value: Extract<Value, { kind: 'member' }>,
  from: Expression,
  how: How,
): void {
  const { program, trace } = tracing
  const path = pathOf(value) ?? ''
  if (ENVIRONMENT.test(path)) return addPiece(tracing, 'environment', from, path, how)
  const base = baseOf(value)
  const source = sourceIn(program, value)
  if (source !== undefined) return addPiece(tracing, source.origin, source.at, source.text, how)
  if (base.kind === 'asset') return addPiece(tracing, 'file', from, base.path, how)
  if (base.kind === 'parameter') trace.given.push({ parameter: base, at: from, role: how.role })
  else if (value.of.kind === 'object' || value.of.kind === 'array' || value.of.kind === 'instance') return
  else if (value.of.kind === 'element') traceElement(tracing, value.of.of, from, how)
  else trace.unknown.push({ ...from, role: how.role })
}
