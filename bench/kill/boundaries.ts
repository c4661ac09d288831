import { writeSync } from 'node:fs'
import type { KillAt, Told } from './plan.ts'

const STANDARD_OUTPUT = 1

/** Written at once and by this thread: what a process has told before it dies, its parent can read. */
export function tell(told: Told): void {
  writeSync(STANDARD_OUTPUT, `${JSON.stringify(told)}\n`)
}

export interface Boundaries {
  /** Names a place in the life of a thread; the process ends there, by SIGKILL, where that is the plan. */
  readonly pass: (boundary: string) => void
}

export function openBoundaries(killAt: KillAt | undefined): Boundaries {
  let passes = 0
  return {
    pass(boundary) {
      if (boundary === killAt?.boundary && ++passes === killAt.pass) {
        tell({ dying: boundary })
        process.kill(process.pid, 'SIGKILL')
      }
      tell({ passed: boundary })
    },
  }
}
