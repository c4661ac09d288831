import { createHash } from 'node:crypto'
import type { JsonObject, JsonValue } from '../thread/json.ts'
import type { ToolResponse } from '../thread/tool-response.ts'

/** Most that is kept of one output, in characters; what comes after is lost, and `characters` says how much there was. */
const MOST_KEPT = 10_000_000

/** What stands in an event for an output that was too long for it. */
export interface CutOutput {
  readonly [member: string]: JsonValue
  /** By this `open_output` finds the whole of it: the first 16 digits of its hash. */
  readonly output: string
  readonly characters: number
  readonly start: string
  readonly end: string
}

export interface Capped {
  readonly response: ToolResponse
  /** To be kept by their hashes (sha256, hex), in the same append. */
  readonly texts: readonly { readonly hash: string; readonly text: string }[]
}

/**
 * A response whose data and metadata are at most about `limit` characters of JSON. What is longer is kept whole outside
 * the event: a text as it is, anything else as JSON of many lines. The event holds its beginning and end.
 */
export function capOutput(response: ToolResponse, limit: number): Capped {
  const texts: Capped['texts'][number][] = []
  const keep = (value: JsonValue): { hash: string; characters: number; text: string } => {
    const whole = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
    const text = whole.slice(0, MOST_KEPT)
    const hash = createHash('sha256').update(text).digest('hex')
    texts.push({ hash, text })
    return { hash, characters: whole.length, text }
  }
  let { metadata } = response
  if (metadata && isLonger(metadata, limit)) {
    const { hash, characters } = keep(metadata)
    metadata = { keptMetadata: { hash, characters } }
  }
  const more = metadata === undefined ? {} : { metadata }
  if (!response.success) return { response: { success: false, error: response.error, ...more }, texts }
  if (!isLonger(response.data, limit)) return { response: { ...response, ...more }, texts }
  const { hash, characters, text } = keep(response.data)
  const data: CutOutput = {
    output: hash.slice(0, 16),
    characters,
    start: text.slice(0, Math.floor((limit * 3) / 8)),
    end: text.slice(-Math.floor(limit / 8)),
  }
  return {
    response: { success: true, data, metadata: { ...metadata, keptOutput: { hash, characters } } },
    texts,
  }
}

/** The full hash of a kept output, where this response refers to it by `output`. */
export function keptHash(response: ToolResponse, output: string): string | undefined {
  const kept = response.metadata?.['keptOutput']
  const { hash } = (kept ?? {}) as JsonObject
  return typeof hash === 'string' && output.length >= 8 && hash.startsWith(output) ? hash : undefined
}

/** About as many characters as its JSON has; it stops as soon as it knows. */
function isLonger(value: JsonValue, limit: number): boolean {
  return charactersOf(value, limit) > limit
}

function charactersOf(value: JsonValue, limit: number): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return 6
  let count = 2
  for (const [key, member] of Object.entries(value)) {
    count += (Array.isArray(value) ? 1 : key.length + 4) + charactersOf(member, limit)
    if (count > limit) return count
  }
  return count
}
