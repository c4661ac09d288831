import { parseBaml } from '../baml/parse-baml.ts'
import type { BamlFile, BamlSpan } from '../baml/baml-file.ts'
import { lineAt, lineStartsOf } from '../source/lines.ts'
import { parseText } from '../source/parse.ts'
import { createModule, type Module } from './module.ts'
import type { Node } from './node.ts'
import type { Expression } from './value.ts'

/** A `.baml` file as a module without code, so that its texts and classes have places like everything else. */
export interface BamlSource {
  readonly file: BamlFile
  readonly module: Module
}

export function createBamlSource(path: string, text: string): BamlSource {
  const parsed = parseText('empty.ts', '')
  let starts: readonly number[] | undefined
  const lineOf = (offset: number): number => lineAt((starts ??= lineStartsOf(text)), offset)
  const file = { path, absolute: path, role: 'production', size: text.length } as const
  return { file: parseBaml(text, path), module: createModule(file, { ...parsed, text, lineOf }) }
}

const texts = new WeakMap<Module, Map<string, Expression>>()

/** What stands in these lines, as a literal with this text: it evaluates to the text, at its place. One per place. */
export function bamlText({ module }: BamlSource, span: BamlSpan, value: string): Expression {
  const known = texts.get(module) ?? new Map<string, Expression>()
  texts.set(module, known)
  const key = `${span.line}:${span.endLine}:${value}`
  const text = known.get(key) ?? literalAt(module, span, value)
  known.set(key, text)
  return text
}

function literalAt(module: Module, span: BamlSpan, value: string): Expression {
  const starts = lineStartsOf(module.text)
  const start = starts[span.line - 1] ?? 0
  const from = start + (/^[ \t]*/.exec(module.text.slice(start))?.[0].length ?? 0)
  const to = (starts[span.endLine] ?? module.text.length + 1) - 1
  const node = { type: 'Literal', value, raw: value, start: from, end: to }
  return { module, node: node as unknown as Node }
}
