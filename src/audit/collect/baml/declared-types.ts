import type { BamlClass, BamlEnum, BamlField } from './baml-file.ts'
import { isMark, linesOf, typeOf } from './blocks.ts'
import type { Token, Tokens } from './tokens.ts'

interface Block {
  readonly tokens: Tokens
  readonly body: readonly Token[]
}

export function classOf({ tokens, body }: Block): Pick<BamlClass, 'fields' | 'description' | 'dynamic'> {
  const lines = linesOf(body)
  return {
    fields: lines.flatMap((line) => fieldOf(tokens, line)),
    description: lines.filter((line) => isMark(line[0], '@@')).map((line) => attribute(line, '@@'))[0],
    dynamic: isDynamic(lines),
  }
}

export function enumOf({ body }: Block): Pick<BamlEnum, 'values' | 'dynamic'> {
  const lines = linesOf(body)
  const values = lines.flatMap(([first]) => (first?.kind === 'word' ? [first.value] : []))
  return { values, dynamic: isDynamic(lines) }
}

function isDynamic(lines: readonly (readonly Token[])[]): boolean {
  return lines.some((line) => isMark(line[0], '@@') && line[1]?.value === 'dynamic')
}

function fieldOf(tokens: Tokens, line: readonly Token[]): BamlField[] {
  const [name, second] = line
  if (name?.kind !== 'word') return []
  const from = isMark(second, ':') ? 2 : 1
  const at = line.findIndex((token) => isMark(token, '@'))
  const written = line.slice(from, at === -1 ? undefined : at).filter((token) => !isMark(token, ','))
  const only = written.length === 1 ? written[0] : undefined
  return [
    {
      name: name.value,
      type: typeOf(tokens, written),
      description: attribute(line, '@'),
      literal: only?.kind === 'text' ? only.value : undefined,
      ...tokens.span(name, line.at(-1)!),
    },
  ]
}

/** `@description("…")`. */
function attribute(line: readonly Token[], mark: string): string | undefined {
  const at = line.findIndex((token, index) => isMark(token, mark) && line[index + 1]?.value === 'description')
  return at === -1
    ? undefined
    : line
        .slice(at)
        .find((token) => token.kind === 'text')
        ?.value.trim()
}
