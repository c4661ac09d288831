import type { JsonValue } from '../../runtime/thread/json.ts'
import type { ToolResponse } from '../../runtime/thread/tool-response.ts'
import { oneLine } from './text.ts'

/** Most items of a list that are named; the others are counted. */
const MAX_ITEMS = 6

/**
 * A good outcome as one short line: what the tool says in `metadata.summary`, else its data; or undefined where
 * there is nothing to show.
 */
export function briefOutcome(
  response: ToolResponse & { readonly success: true },
  width: number,
): string | undefined {
  const summary = response.metadata?.['summary']
  const line = oneLine(typeof summary === 'string' ? summary : briefValue(response.data), width)
  return line === '' ? undefined : line
}

/** `v1.4.0 · v1.3.2` for a list, `v1.3.2` for an object of one member, `tag v1.4.0 · live true` for one of more. */
function briefValue(value: JsonValue): string {
  if (value === null) return ''
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return briefList(value as readonly JsonValue[])
  const members = Object.entries(value)
  if (members.length === 1) return briefValue(members[0]![1])
  return members.map(([key, member]) => `${key} ${nested(member)}`).join(' · ')
}

function briefList(items: readonly JsonValue[]): string {
  const named = items.slice(0, MAX_ITEMS).map(nested)
  const more = items.length - named.length
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(' · ') || 'none'
}

function nested(value: JsonValue): string {
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value)
}
