import type { Module } from './module.ts'
import type { Program } from './program.ts'
import type { Value } from './value.ts'

const MAX_HOPS = 12

/** What a module exports under a name, through re-exports and barrels. */
export function evaluateExport(program: Program, from: Module, name: string, hops = 0): Value {
  const unknown: Value = { kind: 'unknown', module: from, node: undefined }
  if (hops > MAX_HOPS) return unknown
  if (name === '*') return { kind: 'namespace', module: from }
  const found = from.exports.get(name)
  if (found === undefined) {
    for (const source of from.exportsAll) {
      const value = program.imported(from, source, name)
      const isMiss = value.kind === 'unknown' && value.node === undefined
      if (!isMiss && value.kind !== 'asset') return value
    }
    const fallback = from.exports.get('default')
    // CommonJS: `module.exports = { a }` read as a name, and a namespace read as a default.
    if (name !== 'default' && fallback?.kind === 'expression')
      return program.property(program.evaluate({ module: from, node: fallback.node }), name)
    if (name === 'default' && from.exports.size > 0) return { kind: 'namespace', module: from }
    return unknown
  }
  if (found.kind === 'from') return program.imported(from, found.source, found.name)
  return program.evaluate({ module: from, node: found.node })
}
