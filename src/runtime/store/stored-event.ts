import type { Event } from '../thread/event.ts'
import { StoreUnusable } from '../twelvefold-error.ts'
import { chainHash } from './hash-chain.ts'
import type { StoredEvent } from './store.ts'

/** Gives events their stored texts and their links, from the thread's newest hash on. */
export function sealEvents(previous: string, events: readonly Event[]): StoredEvent[] {
  let last = previous
  return events.map(({ seq, type, v, at, data }) => {
    const unsealed = { seq, type, v, at, text: JSON.stringify(data) }
    last = chainHash(last, unsealed)
    return { ...unsealed, hash: last }
  })
}

/** @throws StoreUnusable where the text is not JSON: the file was damaged or changed by hand. */
export function openEvent({ seq, type, v, at, text }: Omit<StoredEvent, 'hash'>): Event {
  try {
    return { seq, type, v, at, data: JSON.parse(text) as unknown } as Event
  } catch (cause) {
    throw new StoreUnusable(`the stored text of event ${seq} (${type}) is not JSON`, {
      hint: 'npx twelvefold threads verify ID names the first broken event',
      cause,
    })
  }
}
