import type { Event } from '../thread/event.ts'
import type { Clock } from './clock.ts'
import { listen } from './listeners.ts'
import type { Workshop } from './workshop.ts'

/** How often a driving process looks whether others have cancelled the thread: well under two seconds. */
const LOOK_MS = 400

export interface Lease {
  readonly owner: string
  /** Aborted when the thread is cancelled, by this process or another. */
  readonly signal: AbortSignal
  /** Whether it is still held. Says so from memory while it cannot have run out: see `sureUntil`. */
  readonly isHeld: () => boolean | Promise<boolean>
  /** The newest seq when it was taken. */
  readonly seq: number
  release(): Promise<void>
}

/** Takes the thread's lease and keeps it alive until it is released; undefined where another owner's is live. */
export async function takeLease(workshop: Workshop, threadId: string): Promise<Lease | undefined> {
  const { store, clock, leaseMs, newId, listeners } = workshop
  const owner = newId()
  let isSure = sureUntil(clock, leaseMs)
  if (!(await store.acquireLease(threadId, owner, leaseMs))) return undefined
  const cancelled = new AbortController()
  let seen = 0
  const onEvents = (events: readonly Pick<Event, 'seq' | 'type'>[]): void => {
    if (events.some((event) => event.type === 'cancelled')) cancelled.abort()
    // What this process appends need not be read back.
    if (events[0]?.seq === seen + 1) seen = events.at(-1)!.seq
  }
  const stopListening = listen(listeners, threadId, onEvents)

  const { seq: taken } = await store.peek(threadId)
  seen = taken
  let renewedAt = performance.now()
  let looking: Promise<void> | undefined
  let released = false
  const look = async (): Promise<void> => {
    const { seq } = await store.peek(threadId)
    if (seq > seen) onEvents(await store.read(threadId, seen))
    // Taken again now, it would outlive its release and keep others away for nothing.
    if (released || performance.now() - renewedAt < leaseMs / 3) return
    renewedAt = performance.now()
    const isSureThen = sureUntil(clock, leaseMs)
    if (await store.acquireLease(threadId, owner, leaseMs)) isSure = isSureThen
  }
  const timer = setInterval(
    () => {
      // A look that fails is made again; a lease that cannot be renewed runs out, and `peek` tells before an effect.
      looking ??= look()
        .catch(() => {})
        .finally(() => (looking = undefined))
    },
    // A short lease must be renewed before it runs out, also where one look comes late.
    Math.min(LOOK_MS, leaseMs / 4),
  )
  timer.unref()

  return {
    owner,
    signal: cancelled.signal,
    seq: taken,
    isHeld: () => isSure() || store.peek(threadId, owner).then(({ holdsLease }) => holdsLease),
    async release() {
      released = true
      clearInterval(timer)
      stopListening()
      await looking
      await store.releaseLease(threadId, owner)
    },
  }
}

/**
 * Made before a lease is taken for so long: true while nobody else can have it. By both clocks, since one stands still
 * while a machine sleeps and the other may be set back; with a margin for clocks that run at different speeds.
 */
function sureUntil(clock: Clock, leaseMs: number): () => boolean {
  const wall = clock.now()
  const uptime = performance.now()
  const isShort = (milliseconds: number): boolean => milliseconds >= 0 && milliseconds < leaseMs * 0.9
  return () => isShort(clock.now() - wall) && isShort(performance.now() - uptime)
}
