import type { Event, EventData } from '../thread/event.ts'
import { deliveryOf, type ThreadIndex } from '../thread/thread-index.ts'
import type { Snapshot } from '../thread/snapshot.ts'
import type { OpenRequest, Status, Timer } from '../thread/thread.ts'
import { CHAIN_START } from './hash-chain.ts'
import { openEvent, sealEvents } from './stored-event.ts'
import type {
  Append,
  AppendResult,
  LoadedThread,
  Store,
  StoredEvent,
  ThreadFilter,
  ThreadSummary,
} from './store.ts'
import { Closed } from '../twelvefold-error.ts'

interface Kept {
  readonly events: StoredEvent[]
  index: ThreadIndex & { requests: readonly OpenRequest[]; timers: readonly Timer[] }
  lease?: { owner: string; until: number }
  snapshot?: { readonly made: Snapshot; readonly hash: string }
}

/** A store for tests: keeps everything in this process, in the form in which a durable store would. */
export function memoryStore(options: { readonly now?: () => number } = {}): Store {
  return new MemoryStore(options.now ?? Date.now)
}

class MemoryStore implements Store {
  readonly #now: () => number
  readonly #threads = new Map<string, Kept>()
  readonly #deliveries = new Map<string, string>()
  readonly #texts = new Map<string, string>()
  #isClosed = false

  constructor(now: () => number) {
    this.#now = now
  }

  async append(threadId: string, append: Append): Promise<AppendResult> {
    const last = this.#kept(threadId)?.events.at(-1)?.hash ?? CHAIN_START
    return this.#write(threadId, append, sealEvents(last, append.events))
  }

  async importThread(
    threadId: string,
    events: readonly StoredEvent[],
    index: ThreadIndex,
  ): Promise<AppendResult> {
    const opened = events.map(openEvent)
    const result = this.#write(threadId, { expectedSeq: 0, events: opened, index }, events)
    const deliveries = opened.map(deliveryOf).filter((delivery) => delivery !== undefined)
    if (result.ok) this.#keepDeliveries(threadId, deliveries)
    return result
  }

  async reindex(threadId: string, index: ThreadIndex, deliveries: readonly string[]): Promise<void> {
    const kept = this.#kept(threadId)
    delete kept?.snapshot
    if (kept) kept.index = { ...index, requests: index.requests ?? [], timers: index.timers ?? [] }
    this.#keepDeliveries(threadId, deliveries)
  }

  async load(threadId: string): Promise<LoadedThread> {
    const { events = [], snapshot } = this.#kept(threadId) ?? {}
    const stored = [...events]
    const blocks = stored.length > 0 ? [{ length: stored.length, read: () => stored.map(openEvent) }] : []
    const fits = snapshot && stored[snapshot.made.seq - 1]?.hash === snapshot.hash
    return { blocks, ...(fits ? { snapshot: snapshot.made } : {}) }
  }

  async read(threadId: string, afterSeq = 0): Promise<readonly Event[]> {
    return (this.#kept(threadId)?.events ?? []).slice(afterSeq).map(openEvent)
  }

  async readStored(threadId: string): Promise<readonly StoredEvent[]> {
    return [...(this.#kept(threadId)?.events ?? [])]
  }

  async peek(threadId: string, owner?: string): ReturnType<Store['peek']> {
    const kept = this.#kept(threadId)
    const holdsLease = kept?.lease?.owner === owner && (kept?.lease?.until ?? 0) > this.#now()
    return { seq: kept?.events.length ?? 0, holdsLease }
  }

  async list(filter: ThreadFilter = {}): Promise<readonly ThreadSummary[]> {
    this.#checkOpen()
    return [...this.#threads]
      .reverse()
      .map(([threadId, kept]) => summaryOf(threadId, kept))
      .filter((summary) => matches(summary, filter))
      .slice(0, filter.limit ?? 100)
  }

  async requests(threadId?: string): ReturnType<Store['requests']> {
    this.#checkOpen()
    return [...this.#threads]
      .filter(([id]) => threadId === undefined || id === threadId)
      .flatMap(([id, kept]) => kept.index.requests.map((ask) => ({ ...ask, threadId: id })))
  }

  async timers(threadId: string): Promise<readonly Timer[]> {
    const timers = [...(this.#kept(threadId)?.index.timers ?? [])]
    return timers.sort((a, b) => (a.due < b.due ? -1 : 1))
  }

  async findDelivery(delivery: string): Promise<string | undefined> {
    this.#checkOpen()
    return this.#deliveries.get(delivery)
  }

  async text(hash: string): Promise<string | undefined> {
    this.#checkOpen()
    return this.#texts.get(hash)
  }

  async due(agents: readonly string[], now: string, limit: number): Promise<readonly string[]> {
    this.#checkOpen()
    return [...this.#threads]
      .filter(([id, kept]) => agents.includes(summaryOf(id, kept).agent) && this.#isFree(kept))
      .filter(([, kept]) => this.#canGoOn(kept, now))
      .slice(0, limit)
      .map(([id]) => id)
  }

  async acquireLease(threadId: string, owner: string, milliseconds: number): Promise<boolean> {
    const kept = this.#kept(threadId)
    if (!kept || !this.#isFree(kept, owner)) return false
    kept.lease = { owner, until: this.#now() + milliseconds }
    return true
  }

  async releaseLease(threadId: string, owner: string): Promise<void> {
    const kept = this.#kept(threadId)
    if (kept?.lease?.owner === owner) delete kept.lease
  }

  async close(): Promise<void> {
    this.#isClosed = true
  }

  #write(threadId: string, append: Append, events: readonly StoredEvent[]): AppendResult {
    const kept = this.#kept(threadId)
    const seq = kept?.events.length ?? 0
    const seenBy = append.delivery === undefined ? undefined : this.#deliveries.get(append.delivery)
    if (seenBy !== undefined) return { ok: false, conflict: 'duplicate', threadId: seenBy }
    if (seq !== append.expectedSeq) return { ok: false, conflict: 'stale', seq }
    const { requests = kept?.index.requests ?? [], timers = kept?.index.timers ?? [] } = append.index
    const index = { ...append.index, requests, timers }
    const written: Kept = kept ?? { events: [], index }
    written.events.push(...events)
    written.index = index
    if (append.snapshot) written.snapshot = { made: append.snapshot, hash: events.at(-1)!.hash }
    this.#threads.set(threadId, written)
    if (append.delivery !== undefined) this.#deliveries.set(append.delivery, threadId)
    for (const { hash, text } of append.texts ?? []) this.#texts.set(hash, text)
    return { ok: true }
  }

  #kept(threadId: string): Kept | undefined {
    this.#checkOpen()
    return this.#threads.get(threadId)
  }

  #keepDeliveries(threadId: string, deliveries: readonly string[]): void {
    for (const delivery of deliveries) {
      if (!this.#deliveries.has(delivery)) this.#deliveries.set(delivery, threadId)
    }
  }

  #isFree({ lease }: Kept, owner?: string): boolean {
    return !lease || lease.until <= this.#now() || lease.owner === owner
  }

  #canGoOn({ events, index: { status, timers, awaits } }: Kept, now: string): boolean {
    const parent = launchOf(events).parent?.threadId
    if (status === 'running') return true
    const above = parent === undefined ? undefined : this.#threads.get(parent)?.index.status
    if (above === 'cancelled' || above === 'failed') return isIdle(status)
    if (status !== 'sleeping' && status !== 'waiting_for_human') return false
    const child = awaits === undefined ? undefined : this.#threads.get(awaits)?.index.status
    const childEnded = child === 'finished' || child === 'failed' || child === 'cancelled'
    return timers.some((timer) => timer.due <= now) || (status === 'sleeping' && childEnded)
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new Closed('the memory store is closed')
  }
}

function summaryOf(threadId: string, kept: Kept): ThreadSummary {
  const first = kept.events[0]!
  const launched = launchOf(kept.events)
  return {
    threadId,
    agent: launched.agent,
    status: kept.index.status,
    seq: kept.events.length,
    labels: launched.labels,
    ...(launched.parent ? { parent: launched.parent.threadId } : {}),
    launchedAt: first.at,
    updatedAt: kept.events.at(-1)!.at,
  }
}

function launchOf(events: readonly StoredEvent[]): EventData['thread_launched'] {
  return JSON.parse(events[0]!.text) as EventData['thread_launched']
}

function isIdle(status: Status): boolean {
  return status === 'sleeping' || status === 'waiting_for_human' || status === 'paused'
}

function matches(summary: ThreadSummary, filter: ThreadFilter): boolean {
  return (
    (filter.status === undefined || summary.status === filter.status) &&
    (filter.agent === undefined || summary.agent === filter.agent) &&
    (filter.idPrefix === undefined || summary.threadId.startsWith(filter.idPrefix)) &&
    Object.entries(filter.labels ?? {}).every(([key, value]) => summary.labels[key] === value)
  )
}
