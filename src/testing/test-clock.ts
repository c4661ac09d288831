import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../runtime/engine/clock.ts'

export interface TestClock extends Clock {
  readonly advance: (milliseconds: number) => void
}

/**
 * Time stands still unless it is told to go on; whoever sleeps is woken at once, and the time has passed. It begins at
 * that moment, in ISO 8601: a deadline of a day is a test of a millisecond.
 */
export function testClock(start = '2026-01-02T03:04:05.000Z'): TestClock {
  let now = Date.parse(start)
  return {
    now: () => now,
    advance: (milliseconds) => void (now += milliseconds),
    async sleep(milliseconds, signal) {
      if (signal?.aborted) return
      now += milliseconds
      await nextTurn()
    },
  }
}
