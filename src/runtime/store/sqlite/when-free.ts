import { setTimeout as delay } from 'node:timers/promises'
import { StoreBusy } from '../../twelvefold-error.ts'
import { isBusy } from './driver.ts'

/** How long other connections may keep the lock before a write is refused. */
const DEADLINE_MS = 30_000
/** Longest pause between two tries: long enough to let others in, short enough not to waste a free lock. */
const LONGEST_PAUSE_MS = 8

/**
 * Tries until the lock is free, pausing a random while in between: the event loop goes on, and no writer starves.
 * @throws StoreBusy after the deadline
 */
export async function whenFree<T>(attempt: () => T): Promise<T> {
  const start = performance.now()
  for (let tries = 0; ; tries++) {
    try {
      return attempt()
    } catch (thrown) {
      if (!isBusy(thrown)) throw thrown
      if (performance.now() - start > DEADLINE_MS) {
        throw new StoreBusy(`other processes kept the store locked for ${DEADLINE_MS / 1_000} seconds`, {
          hint: 'look for a process that hangs in a transaction: npx twelvefold doctor',
          cause: thrown,
        })
      }
      await delay(Math.random() * Math.min(LONGEST_PAUSE_MS, 1 + tries))
    }
  }
}
