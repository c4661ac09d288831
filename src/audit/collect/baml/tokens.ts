import { lineAt, lineStartsOf } from '../source/lines.ts'
import type { BamlComment, BamlProblem, BamlSpan } from './baml-file.ts'

export interface Token {
  readonly kind: 'word' | 'text' | 'mark' | 'newline'
  /** Of a text: what stands between the quotes. */
  readonly value: string
  readonly start: number
  readonly end: number
}

export interface Tokens {
  readonly source: string
  readonly list: readonly Token[]
  readonly comments: readonly BamlComment[]
  readonly problems: readonly BamlProblem[]
  /** From the first to the last of these tokens. */
  span(first: Token, last: Token): BamlSpan
}

const TOKEN = new RegExp(
  [
    String.raw`(?<blank>[ \t\r]+)`,
    String.raw`(?<newline>\n)`,
    String.raw`(?<comment>//[^\n]*|/\*[^]*?\*/|\{//[^]*?//\})`,
    String.raw`(?<hashes>#+)"`,
    String.raw`"(?<double>(?:\\[^]|[^"\\])*)"`,
    String.raw`'(?<single>(?:\\[^]|[^'\\\n])*)'`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{N}_.]*(?:[-/][\p{L}\p{N}_.]+)*|\d[\w.]*)`,
    String.raw`(?<mark>->|@@?|[^])`,
  ].join('|'),
  'uy',
)

export function tokensOf(source: string): Tokens {
  const starts = lineStartsOf(source)
  const list: Token[] = []
  const comments: BamlComment[] = []
  const problems: BamlProblem[] = []
  const lines = (start: number, end: number): BamlSpan => ({
    line: lineAt(starts, start),
    endLine: lineAt(starts, Math.max(start, end - 1)),
  })
  TOKEN.lastIndex = 0
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const groups = TOKEN.exec(source)!.groups!
    if (groups['comment'] !== undefined) {
      const value = groups['comment'].replace(/^(?:\/\/\/?|\/\*|\{\/\/)|(?:\*\/|\/\/\})$/g, '')
      comments.push({ value, ...lines(at, TOKEN.lastIndex) })
    } else if (groups['hashes'] !== undefined) {
      const from = TOKEN.lastIndex
      const close = source.indexOf(`"${groups['hashes']}`, from)
      const to = close === -1 ? source.length : close
      if (close === -1) problems.push({ reason: 'a text that does not end', ...lines(at, source.length) })
      TOKEN.lastIndex = Math.min(source.length, to + groups['hashes'].length + 1)
      list.push({ kind: 'text', value: source.slice(from, to), start: at, end: TOKEN.lastIndex })
    } else if (groups['blank'] === undefined) list.push(plainToken(groups, at, TOKEN.lastIndex))
  }
  return { source, list, comments, problems, span: (first, last) => lines(first.start, last.end) }
}

function plainToken(groups: Readonly<Record<string, string | undefined>>, start: number, end: number): Token {
  const quoted = groups['double'] ?? groups['single']
  if (quoted !== undefined) return { kind: 'text', value: unescaped(quoted), start, end }
  if (groups['newline'] !== undefined) return { kind: 'newline', value: '\n', start, end }
  if (groups['word'] !== undefined) return { kind: 'word', value: groups['word'], start, end }
  return { kind: 'mark', value: groups['mark']!, start, end }
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_, one: string) => (one === 'n' ? '\n' : one === 't' ? '\t' : one))
}
