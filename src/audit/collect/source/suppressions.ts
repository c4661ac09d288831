import type { Suppression } from '../../facts/facts.ts'
import type { Parsed } from './parse.ts'

/** A comment as the readers of source and of BAML give it: without its marks. */
export interface PlacedComment {
  readonly value: string
  readonly line: number
  readonly endLine: number
}

const MARK = /^[\s*]*twelvefold-ignore\b(.*)$/s
const REQUIREMENTS = /^[\s:]*(F\d{2}-R\d+(?:[\s,]+F\d{2}-R\d+)*)\s*/i
const DASHES = /^(?:--|—|–|:)\s*/
const OWNER_AND_DATE = /\(\s*((?:owner|until)\s*:[^,()]*(?:,\s*(?:owner|until)\s*:[^,()]*)*)\)\s*$/i

/**
 * `twelvefold-ignore F07-R2 -- low stakes: staging only (owner: ops, until: 2026-12-31)`: a comment that begins so.
 * What it lacks stays empty: whoever judges it says so, since a suppression that does nothing must be seen.
 */
export function suppressionsIn(file: string, comments: readonly PlacedComment[]): Suppression[] {
  return comments.flatMap(({ value, line, endLine }) => {
    const said = MARK.exec(value)?.[1]
    if (said === undefined) return []
    const named = REQUIREMENTS.exec(said)
    const requirements = named === null ? [''] : named[1]!.toUpperCase().split(/[\s,]+/)
    const why = whyOf(said.slice(named?.[0].length ?? 0))
    return requirements.map((requirement) => ({ requirement, ...why, file, line, endLine }))
  })
}

function whyOf(said: string): Pick<Suppression, 'kind' | 'reason' | 'owner' | 'until'> {
  const text = said.replace(DASHES, '').replace(/\s+/g, ' ').trim()
  const settings = OWNER_AND_DATE.exec(text)
  const free = settings === null ? text : text.slice(0, settings.index).trim()
  const colon = free.indexOf(':')
  return {
    kind: (colon === -1 ? free : free.slice(0, colon)).trim().toLowerCase(),
    reason: colon === -1 ? '' : free.slice(colon + 1).trim(),
    owner: setting(settings?.[1], 'owner'),
    until: setting(settings?.[1], 'until'),
  }
}

function setting(settings: string | undefined, name: string): string | undefined {
  const value =
    settings === undefined ? undefined : new RegExp(`${name}\\s*:([^,]*)`, 'i').exec(settings)?.[1]
  return value?.trim() || undefined
}

/** Of a parsed file: text in a string that only looks like a comment is none. */
export function suppressionsOf(file: string, { text, comments, lineOf }: Parsed): Suppression[] {
  if (!text.includes('twelvefold-ignore')) return []
  const placed = comments.map(({ value, start, end }) => ({
    value,
    line: lineOf(start),
    endLine: lineOf(end - 1),
  }))
  return suppressionsIn(file, placed)
}
