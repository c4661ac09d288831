import type { Store, ThreadSummary } from '../store/store.ts'

/** The thread as the store lists it; undefined where there is none. */
export async function summaryOf(store: Store, threadId: string): Promise<ThreadSummary | undefined> {
  const found = await store.list({ idPrefix: threadId, limit: 10 })
  return found.find((one) => one.threadId === threadId)
}

/** The ids of the threads above, from the root down, and its own as the last one. */
export async function pathTo(store: Store, threadId: string): Promise<readonly string[]> {
  const path: string[] = []
  // A file from outside may hold threads that are each other's parents.
  for (let id: string | undefined = threadId; id !== undefined && !path.includes(id);) {
    path.unshift(id)
    id = (await summaryOf(store, id))?.parent
  }
  return path
}
