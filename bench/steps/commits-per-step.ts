import { join } from 'node:path'
import type { Effect } from 'twelvefold'
import { closeBench, openBench, runThread } from '../agent/open-bench.ts'
import { commitsInLog } from './wal-commits.ts'

/** Few enough that no checkpoint happens: it comes with a thousand pages, and each commit writes three or four. */
const FEWER = 10
const MORE = 60

/** The difference of two runs, so that launching, leases and the end do not count. */
export async function commitsPerStep(folder: string, effect: Effect): Promise<number> {
  return ((await commits(folder, effect, MORE)) - (await commits(folder, effect, FEWER))) / (MORE - FEWER)
}

async function commits(folder: string, effect: Effect, steps: number): Promise<number> {
  const path = join(folder, `commits-${effect}-${steps}.db`)
  const bench = await openBench(path, { effect })
  try {
    const before = commitsInLog(path)
    await runThread(bench, steps)
    return commitsInLog(path) - before
  } finally {
    await closeBench(bench)
  }
}
