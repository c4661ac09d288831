import { hash } from 'node:crypto'
import type { StoredEvent } from './store.ts'

/** What the first event is chained to. */
export const CHAIN_START = ''

function sha256(text: string): string {
  // In one call: a hash object for each costs more than the hashing, now and when it is collected.
  return hash('sha256', text, 'hex')
}

/**
 * The link of one event: `sha256(previous, seq, type, v, at, sha256(text of data))`, fields joined by newlines.
 * The text enters as its own hash, so erased data can leave its hash behind and the chain still holds.
 */
export function chainHash(previous: string, event: Omit<StoredEvent, 'hash'>): string {
  const { seq, type, v, at, text } = event
  return sha256(`${previous}\n${seq}\n${type}\n${v}\n${at}\n${sha256(text)}`)
}

/** The seq of the first event that does not fit the chain, or undefined where all do. */
export function firstBroken(events: readonly StoredEvent[]): number | undefined {
  let previous = CHAIN_START
  for (const [position, event] of events.entries()) {
    if (event.seq !== position + 1 || event.hash !== chainHash(previous, event)) return position + 1
    previous = event.hash
  }
  return undefined
}
