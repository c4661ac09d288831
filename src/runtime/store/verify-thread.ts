import { canonicalJson, toJson } from '../thread/json.ts'
import { fold } from '../thread/reduce.ts'
import { snapshotOf } from '../thread/snapshot.ts'
import { CHAIN_START, firstBroken } from './hash-chain.ts'
import type { Store, StoredEvent } from './store.ts'
import { openEvent } from './stored-event.ts'

export interface Verification {
  readonly threadId: string
  readonly events: number
  /** Hash of the last event: the same for as long as nothing was changed or appended. */
  readonly head: string
  /** Seq of the first event that does not fit the hash chain. */
  readonly firstBroken?: number
  /** Seq of a snapshot that is not what the events up to it fold to. */
  readonly wrongSnapshot?: number
}

/** Checks a thread's events against their hash chain, and its snapshot against its events. */
export async function verifyThread(store: Store, threadId: string): Promise<Verification> {
  // The snapshot first: it covers events that are there by then.
  const { snapshot } = await store.load(threadId)
  const events = await store.readStored(threadId)
  const verified = { threadId, events: events.length, head: events.at(-1)?.hash ?? CHAIN_START }
  const broken = firstBroken(events)
  if (broken !== undefined) return { ...verified, firstBroken: broken }
  if (!snapshot) return verified
  const made = foldUpTo(threadId, events.slice(0, snapshot.seq))
  return made === canonicalJson(toJson(snapshot)) ? verified : { ...verified, wrongSnapshot: snapshot.seq }
}

/** As canonical JSON; undefined where there is no snapshot at the last of these events. */
function foldUpTo(threadId: string, events: readonly StoredEvent[]): string | undefined {
  const snapshot = snapshotOf(fold(threadId, events.map(openEvent)))
  return snapshot && canonicalJson(toJson(snapshot))
}
