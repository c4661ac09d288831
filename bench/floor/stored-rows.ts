import type { StoredEvent } from 'twelvefold'

/** SHA-256, as it is stored. */
const HASH_BYTES = 32

/** What the floor stores for each event: a text of the bytes of its data, its type and its hash. */
export function storedRows(events: readonly StoredEvent[]): string[] {
  return events.map(({ type, text, hash }) => text + type + hash.slice(0, HASH_BYTES))
}
