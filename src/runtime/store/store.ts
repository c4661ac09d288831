// The only thing that is durable. Every implementation runs `store.contract.ts`.
// All methods may reject with StoreBusy, StoreUnusable or Closed; none is called twice for one effect by the engine.

import type { Event, Labels } from '../thread/event.ts'
import type { EventBlock } from '../thread/event-list.ts'
import type { OpenRequest, Status, Timer } from '../thread/thread.ts'
import type { Snapshot } from '../thread/snapshot.ts'
import type { ThreadIndex } from '../thread/thread-index.ts'

/** An event as it lies in the store: `text` is its data as JSON, `hash` (hex) links it to the one before. */
export interface StoredEvent {
  readonly seq: number
  readonly type: string
  readonly v: number
  readonly at: string
  readonly text: string
  readonly hash: string
}

export interface Append {
  /** The seq that the writer saw last; 0 creates the thread. */
  readonly expectedSeq: number
  /** At least one, numbered from `expectedSeq + 1`. */
  readonly events: readonly Event[]
  readonly index: ThreadIndex
  /** A delivery that must not have been seen by any thread. */
  readonly delivery?: string
  /** Prompt texts by content hash (hex): each is kept once. */
  readonly texts?: readonly { readonly hash: string; readonly text: string }[]
  /** Of the thread after these events: takes the place of the one that was kept before, with the hash of the last of them. */
  readonly snapshot?: Snapshot
}

/** A thread as it is read to be carried on. */
export interface LoadedThread {
  /** All events, in order; none where the thread does not exist. A block that is damaged throws when it is read. */
  readonly blocks: readonly EventBlock[]
  /** The newest snapshot; absent where the event at its seq has not the hash that was kept with it. */
  readonly snapshot?: Snapshot
}

/**
 * `ok` means that the events are durable. `stale`: other events came first, nothing was written.
 * `duplicate`: the delivery was seen before, by `threadId`; nothing was written.
 */
export type AppendResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly conflict: 'stale'; readonly seq: number }
  | { readonly ok: false; readonly conflict: 'duplicate'; readonly threadId: string }

export interface ThreadSummary {
  readonly threadId: string
  readonly agent: string
  readonly status: Status
  readonly seq: number
  readonly labels: Labels
  /** The thread that started this one. */
  readonly parent?: string
  /** Of the first event. */
  readonly launchedAt: string
  /** Of the newest event. */
  readonly updatedAt: string
}

export interface ThreadFilter {
  readonly status?: Status
  readonly agent?: string
  readonly labels?: Labels
  /** Ids that begin with this. */
  readonly idPrefix?: string
  /** At most this many, the newest first; 100 where absent. */
  readonly limit?: number
}

export interface Store {
  append(threadId: string, append: Append): Promise<AppendResult>
  load(threadId: string): Promise<LoadedThread>
  /** The events after `afterSeq`, in order; none where the thread does not exist. */
  read(threadId: string, afterSeq?: number): Promise<readonly Event[]>
  /** The same as they are stored, for the hash chain and for export. */
  readStored(threadId: string): Promise<readonly StoredEvent[]>
  /** Writes an exported thread with its hashes as they are; `stale` where the id is taken. */
  importThread(threadId: string, events: readonly StoredEvent[], index: ThreadIndex): Promise<AppendResult>
  /** The newest seq (0 where there is none), and whether `owner` holds a live lease. */
  peek(threadId: string, owner?: string): Promise<{ readonly seq: number; readonly holdsLease: boolean }>
  list(filter?: ThreadFilter): Promise<readonly ThreadSummary[]>
  requests(threadId?: string): Promise<readonly (OpenRequest & { readonly threadId: string })[]>
  timers(threadId: string): Promise<readonly Timer[]>
  /** The thread that a delivery reached. */
  findDelivery(delivery: string): Promise<string | undefined>
  /** A kept text by its content hash (hex). */
  text(hash: string): Promise<string | undefined>

  /**
   * Threads of these agents that can go on at `now` (ISO) and whose lease is free: running ones, ones with a
   * timer that is due, ones whose awaited child has ended, ones whose parent was cancelled or failed. Oldest first, at most `limit`.
   */
  due(agents: readonly string[], now: string, limit: number): Promise<readonly string[]>
  /** Takes or renews the lease for `milliseconds` of the database's clock; false while another owner's is live. */
  acquireLease(threadId: string, owner: string, milliseconds: number): Promise<boolean>
  releaseLease(threadId: string, owner: string): Promise<void>

  /** Replaces a thread's index rows, as computed anew from its events. Its snapshot is dropped: the next one is made anew. */
  reindex(threadId: string, index: ThreadIndex, deliveries: readonly string[]): Promise<void>
  close(): Promise<void>
}
