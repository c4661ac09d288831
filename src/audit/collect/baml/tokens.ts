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
  readonly braces: ReadonlyMap<Token, Token>
  readonly comments: readonly BamlComment[]
  readonly problems: readonly BamlProblem[]
  /** From the first to the last of these tokens. */
  span(first: Token, last: Token): BamlSpan
}

const TOKEN = new RegExp(
  [
    String.raw`(?<blank>[ \t\r]+)`,
    String.raw`(?<newline>\n)`,
    String.raw`(?<comment>//[^\n]*|/\*[^]*?(?:\*/|$)|\{//[^]*?(?://\}|$))`,
    String.raw`(?<quote>#{0,9}"|')`,
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
  for (let at = 0, end = 0; at < source.length; at = end) {
    TOKEN.lastIndex = at
    const { blank, newline, comment, quote, word, mark } = TOKEN.exec(source)!.groups!
    end = TOKEN.lastIndex
    if (comment !== undefined) {
      const value = comment.replace(/^(?:\/\/\/?|\/\*|\{\/\/)|(?:\*\/|\/\/\})$/g, '')
      comments.push({ value, ...lines(at, end) })
    } else if (quote !== undefined) {
      const text = textFrom(source, end, quote)
      end = text.end
      if (!text.closed) problems.push({ reason: 'a text that does not end', ...lines(at, end) })
      list.push({ kind: 'text', value: text.value, start: at, end })
    } else if (newline !== undefined) list.push({ kind: 'newline', value: newline, start: at, end })
    else if (word !== undefined) list.push({ kind: 'word', value: word, start: at, end })
    else if (blank === undefined) list.push({ kind: 'mark', value: mark!, start: at, end })
  }
  const span = (first: Token, last: Token): BamlSpan => lines(first.start, last.end)
  return { source, list, braces: pairsOf(list), comments, problems, span }
}

/** `"…"` and `'…'` have escapes; `#"…"#` ends only with as many `#`. */
function textFrom(
  source: string,
  from: number,
  quote: string,
): { value: string; end: number; closed: boolean } {
  const hashes = quote.slice(0, -1)
  if (hashes !== '') {
    const close = source.indexOf(`"${hashes}`, from)
    const to = close === -1 ? source.length : close
    return {
      value: source.slice(from, to),
      end: Math.min(source.length, to + quote.length),
      closed: close !== -1,
    }
  }
  let at = from
  while (at < source.length && source[at] !== quote && !(quote === "'" && source[at] === '\n'))
    at += source[at] === '\\' ? 2 : 1
  const closed = source[at] === quote
  const value = source.slice(from, at).replace(/\\(.)/gs, (_, one: string) => ESCAPES[one] ?? one)
  return { value, end: Math.min(source.length, closed ? at + 1 : at), closed }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/** For each `{` its `}`, and the other way around. */
function pairsOf(list: readonly Token[]): Map<Token, Token> {
  const pairs = new Map<Token, Token>()
  const open: Token[] = []
  for (const token of list) {
    if (token.kind !== 'mark') continue
    if (token.value === '{') open.push(token)
    const opened = token.value === '}' ? open.pop() : undefined
    if (opened !== undefined) pairs.set(opened, token).set(token, opened)
  }
  return pairs
}
