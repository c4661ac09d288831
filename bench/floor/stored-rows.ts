import type { Append, Event, StoredEvent } from 'twelvefold'

/** SHA-256, as it is stored. */
const HASH_BYTES = 32

/** What the floor stores for an event: a text with the bytes of its data, its type and its hash. */
export function storedRow({ type, text, hash }: Pick<StoredEvent, 'type' | 'text' | 'hash'>): string {
  return text + type + hash.slice(0, HASH_BYTES)
}

/** What the floor stores for an append, a row an event. */
export function rowsOf({ events }: Append): string[] {
  const hash = '0'.repeat(HASH_BYTES)
  return events.map(({ type, data }: Event) => storedRow({ type, text: JSON.stringify(data), hash }))
}
