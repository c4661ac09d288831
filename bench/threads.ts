import { join } from 'node:path'
import type { DriverName } from 'twelvefold/store/sqlite'
import { closeBench, openBench, runThread, type OpenBench } from './agent/open-bench.ts'
import { watchEventLoop } from './figures/event-loop.ts'
import { report, tell } from './figures/report.ts'
import { median, rounded } from './figures/statistics.ts'
import { withFolder } from './figures/with-folder.ts'
import { openBareTable } from './floor/bare-table.ts'
import { groupCommit } from './floor/group-commit.ts'
import { storedRow } from './floor/stored-rows.ts'

const THREADS = 200
const STEPS = 10
const ROUNDS = 7

export default async function threads(): Promise<object> {
  return withFolder(async (folder) => {
    const turns: Turn[] = []
    let driver: DriverName = 'libsql'
    for (let round = 0; round < ROUNDS; round++) {
      const engine = await timeEngine(join(folder, `engine-${round}.db`))
      driver = engine.driver
      const bare = await timeFloor(join(folder, `bare-${round}.db`), driver, engine.rows, false)
      const floor = await timeFloor(join(folder, `floor-${round}.db`), driver, engine.rows, true)
      const { milliseconds, stall } = engine
      tell(
        `engine ${Math.round(milliseconds)} ms, floor ${Math.round(floor)} ms, bare ${Math.round(bare)} ms`,
      )
      turns.push({ engine: milliseconds, stall, floor, bare })
    }
    const figures = {
      threads_per_s: rounded(THREADS / (median(turns.map(({ engine }) => engine)) / 1_000)),
      floor_ratio: rounded(median(turns.map(({ engine, floor }) => engine / floor))),
      bare_ratio: rounded(median(turns.map(({ engine, bare }) => engine / bare))),
      stall_ms: rounded(median(turns.map(({ stall }) => stall))),
      worst_stall_ms: rounded(Math.max(...turns.map(({ stall }) => stall))),
      rss_mb: Math.round(process.memoryUsage.rss() / 2 ** 20),
      floor_ms: rounded(median(turns.map(({ floor }) => floor))),
    }
    return report(figures, driver)
  })
}

interface Turn {
  readonly engine: number
  readonly floor: number
  /** The floor without savepoints: one batch, in which one that fails would take all others with it. */
  readonly bare: number
  readonly stall: number
}

interface EngineRun {
  readonly milliseconds: number
  readonly stall: number
  readonly driver: DriverName
  /** What each thread appended, a row an event. */
  readonly rows: readonly (readonly string[])[]
}

/** From the first launch to the last end: leases, launches and ends are part of a thread. */
async function timeEngine(path: string): Promise<EngineRun> {
  const bench: OpenBench = await openBench(path)
  const longestStop = watchEventLoop()
  const start = performance.now()
  const threadIds = await Promise.all(Array.from({ length: THREADS }, () => runThread(bench, STEPS)))
  const milliseconds = performance.now() - start
  const stall = longestStop()
  const rows = []
  for (const threadId of threadIds) rows.push((await bench.store.readStored(threadId)).map(storedRow))
  await closeBench(bench)
  return { milliseconds, stall, driver: bench.store.driver, rows }
}

/** As many loops at once, each storing what a thread stored, one row after the other. */
async function timeFloor(
  path: string,
  driver: DriverName,
  threadsRows: readonly (readonly string[])[],
  apart: boolean,
): Promise<number> {
  const table = await openBareTable(path, driver)
  const store = groupCommit(table, apart)
  const start = performance.now()
  await Promise.all(
    threadsRows.map(async (rows) => {
      for (const row of rows) await store(row)
    }),
  )
  const milliseconds = performance.now() - start
  table.close()
  return milliseconds
}
