import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from 'twelvefold'

/** A second of the thread's time takes five milliseconds: deadlines, reminders and sleeps are real, but short. */
const SPEED = 200
const LONGEST_SLEEP_MS = 20

/** The same time in all processes that begin at the same start. */
export function fastClock(start: number): Clock {
  return {
    now: () => Math.round(start + (Date.now() - start) * SPEED),
    async sleep(milliseconds, signal) {
      const real = Math.min(milliseconds / SPEED, LONGEST_SLEEP_MS)
      await delay(real, undefined, signal ? { signal } : {}).catch(() => {})
    },
  }
}
