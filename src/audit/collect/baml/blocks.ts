import type { BamlText, BamlType } from './baml-file.ts'
import type { Token, Tokens } from './tokens.ts'

const OPENERS = new Set(['{', '(', '[', '<'])
const CLOSERS = new Set(['}', ')', ']', '>'])

export function isMark(token: Token | undefined, value: string): boolean {
  return token?.kind === 'mark' && token.value === value
}

/** The index of the bracket that closes the one at `from`; undefined where there is none before `to`. */
export function closing(list: readonly Token[], from: number, to = list.length): number | undefined {
  let depth = 0
  for (let at = from; at < to; at++) {
    const token = list[at]!
    if (token.kind !== 'mark') continue
    if (OPENERS.has(token.value)) depth++
    else if (CLOSERS.has(token.value) && --depth === 0) return at
  }
  return undefined
}

/** Cuts tokens where `ends` says so, outside of all brackets; empty parts are left out. */
export function split(list: readonly Token[], ends: (token: Token, at: number) => boolean): Token[][] {
  const parts: Token[][] = [[]]
  let depth = 0
  list.forEach((token, at) => {
    if (token.kind === 'mark' && OPENERS.has(token.value)) depth++
    if (token.kind === 'mark' && CLOSERS.has(token.value)) depth--
    if (depth === 0 && ends(token, at)) parts.push([])
    else parts.at(-1)!.push(token)
  })
  return parts.filter((part) => part.some((token) => token.kind !== 'newline'))
}

/** The lines of a block; a union goes on over lines that begin or end with `|`. */
export function linesOf(list: readonly Token[]): Token[][] {
  const nextAfter = (at: number): Token | undefined =>
    list.slice(at + 1, at + 8).find((one) => one.kind !== 'newline')
  return split(
    list,
    (token, at) => token.kind === 'newline' && !isMark(nextAfter(at), '|') && !isMark(list[at - 1], '|'),
  ).map((line) => line.filter((token) => token.kind !== 'newline'))
}

export interface Entry {
  readonly key: string
  readonly line: readonly Token[]
  readonly values: readonly Token[]
}

/** `key value`, `key: value`, `key [a, b]`, `key { … }`: one a line. */
export function entriesOf(list: readonly Token[]): Entry[] {
  return linesOf(list).flatMap((line) => {
    const [key, second] = line
    if (key?.kind !== 'word' && key?.kind !== 'text') return []
    return [{ key: key.value, line, values: line.slice(isMark(second, ':') ? 2 : 1) }]
  })
}

/** What stands between the brackets that these values begin with. */
export function inside(values: readonly Token[]): Token[] {
  return closing(values, 0) === undefined ? [] : values.slice(1, closing(values, 0))
}

export function firstValue(entries: readonly Entry[], key: string): string | undefined {
  const value = entries.find((entry) => entry.key === key)?.values[0]
  return value?.kind === 'mark' ? undefined : value?.value
}

export function wordsIn(values: readonly Token[]): string[] {
  return values.filter((one) => one.kind === 'word' || one.kind === 'text').map((one) => one.value)
}

/** `A[]?[]…`: nobody writes more. */
const MOST_WRAPPERS = 9

export function typeOf(tokens: Tokens, list: readonly Token[]): BamlType {
  const plain = list.filter((token) => token.kind !== 'newline')
  const written = (part: readonly Token[]): string =>
    part.map((token) => tokens.source.slice(token.start, token.end)).join('')
  let inner = plain
  let isList = false
  let optional = false
  for (let peeled = 0; peeled < MOST_WRAPPERS; peeled++) {
    const end = closing(inner, 0)
    if (isMark(inner.at(-1), '?') && split(inner, isBar).length === 1) {
      optional = true
      inner = inner.slice(0, -1)
    } else if (isMark(inner.at(-1), ']') && isMark(inner.at(-2), '[') && split(inner, isBar).length === 1) {
      isList = true
      inner = inner.slice(0, -2)
    } else if (isMark(inner[0], '(') && end === inner.length - 1) inner = inner.slice(1, -1)
    else break
  }
  const members = split(inner, isBar).map((part) => written(part).replace(/(?:\[\]|\?)+$/, ''))
  const text = split(plain, isBar).map(written).join(' | ')
  return { text, members, list: isList, optional: optional || members.includes('null') }
}

function isBar(token: Token): boolean {
  return isMark(token, '|')
}

export function textOf(tokens: Tokens, token: Token): BamlText {
  // Not found where it has escapes: then its beginning will do.
  const from = Math.max(token.start, tokens.source.indexOf(token.value, token.start))
  const insertions = [...token.value.matchAll(/\{\{-?([^{}]{0,500}?)-?\}\}/g)]
    .map(({ 0: whole, 1: inner, index }) => ({ whole, expression: inner!.trim(), start: from + index }))
    .filter(({ expression }) => !/^(?:_\.|ctx\b)/.test(expression))
    .map(({ whole, expression, start }) => {
      const at = { ...token, start, end: start + whole.length }
      return { expression, ...tokens.span(at, at) }
    })
  return { text: token.value, insertions, ...tokens.span(token, token) }
}
