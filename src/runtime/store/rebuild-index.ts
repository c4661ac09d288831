import { fold } from '../thread/reduce.ts'
import { deliveryOf, indexOf } from '../thread/thread-index.ts'
import type { Store } from './store.ts'

/** Makes all index rows anew from the events; resolves to the number of threads. Safe while others append to other threads. */
export async function rebuildIndex(store: Store): Promise<number> {
  const threads = await store.list({ limit: Number.MAX_SAFE_INTEGER })
  // Oldest first: the first thread that a delivery reached keeps it.
  for (const { threadId } of threads.toReversed()) {
    const events = await store.read(threadId)
    const isCopy = events[0]?.type === 'thread_launched' && events[0].data.forkedFrom !== undefined
    const deliveries = isCopy ? [] : events.map(deliveryOf).filter((delivery) => delivery !== undefined)
    await store.reindex(threadId, indexOf(fold(threadId, events)), deliveries)
  }
  return threads.length
}
