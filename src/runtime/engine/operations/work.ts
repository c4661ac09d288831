import type { Engine, WorkOptions } from '../engine.ts'
import type { Workshop } from '../workshop.ts'

/** Drives due threads, a bounded number at a time, until the signal; then waits for those under way. */
export async function work(
  workshop: Workshop,
  drive: Engine['drive'],
  { signal, concurrency = 16, pollMs = 500, onDriven, onError }: WorkOptions,
): Promise<void> {
  const busy = new Map<string, Promise<void>>()
  const run = async (threadId: string): Promise<void> => {
    try {
      const driven = await drive(threadId, { signal })
      onDriven?.(driven)
    } catch (error) {
      onError?.(threadId, error)
      // A thread that cannot be driven now stays due: not at once again, or it would starve the others.
      await workshop.clock.sleep(pollMs * 10, signal)
    } finally {
      busy.delete(threadId)
    }
  }
  while (!signal.aborted) {
    const free = concurrency - busy.size
    const now = new Date(workshop.clock.now()).toISOString()
    const due = free > 0 ? await dueThreads(workshop, now, concurrency * 2, onError) : []
    const fresh = due.filter((threadId) => !busy.has(threadId)).slice(0, free)
    for (const threadId of fresh) busy.set(threadId, run(threadId))
    if (fresh.length === 0) await Promise.race([workshop.clock.sleep(pollMs, signal), ...busy.values()])
  }
  await Promise.all(busy.values())
}

/** A store that is busy or away for a moment does not end the worker. */
async function dueThreads(
  { store, agentNames }: Workshop,
  now: string,
  limit: number,
  onError: WorkOptions['onError'],
): Promise<readonly string[]> {
  try {
    return await store.due(agentNames, now, limit)
  } catch (error) {
    onError?.('', error)
    return []
  }
}
