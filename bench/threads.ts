import { join } from 'node:path'
import type { Event, StoredEvent } from 'twelvefold'
import type { DriverName } from 'twelvefold/store/sqlite'
import { closeBench, openBench, runThread, type OpenBench } from './agent/open-bench.ts'
import { watchEventLoop } from './figures/event-loop.ts'
import { report, tell } from './figures/report.ts'
import { median, rounded } from './figures/statistics.ts'
import { withFolder } from './figures/with-folder.ts'
import { openBareTable } from './floor/bare-table.ts'
import { openEventLog, type LogEntry } from './floor/event-log.ts'
import { groupCommit } from './floor/group-commit.ts'
import { storedRow } from './floor/stored-rows.ts'

const THREADS = 200
const STEPS = 10
const ROUNDS = 7
/** Rounds that do not count: in the first ones of a process half of the time is compiling. */
const WARM_UP = 2

export default async function threads(): Promise<object> {
  return withFolder(async (folder) => {
    const turns: Turn[] = []
    let driver: DriverName = 'libsql'
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const engine = await timeEngine(join(folder, `engine-${round}.db`))
      driver = engine.driver
      const { threads: logs, milliseconds, stall } = engine
      const floor = await timeLog(join(folder, `floor-${round}.db`), driver, logs, true)
      const batch = await timeLog(join(folder, `batch-${round}.db`), driver, logs, false)
      const bare = await timeBareTable(join(folder, `bare-${round}.db`), driver, logs)
      const turn = { engine: milliseconds, stall, floor, batch, bare }
      tell(
        Object.entries(turn)
          .map(([name, ms]) => `${name} ${Math.round(ms)} ms`)
          .join(', '),
      )
      if (round >= 0) turns.push(turn)
    }
    const figures = {
      threads_per_s: rounded(THREADS / (median(turns.map(({ engine }) => engine)) / 1_000)),
      floor_ratio: rounded(median(turns.map(({ engine, floor }) => engine / floor))),
      batch_ratio: rounded(median(turns.map(({ engine, batch }) => engine / batch))),
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
  readonly batch: number
  /** The same bytes in a bare table: no columns, no index, no hashes, nothing serialised. */
  readonly bare: number
  readonly stall: number
}

interface EngineRun {
  readonly milliseconds: number
  readonly stall: number
  readonly driver: DriverName
  /** What each thread appended, as it lies in the store. */
  readonly threads: readonly (readonly StoredEvent[])[]
}

/** From the first launch to the last end: leases, launches and ends are part of a thread. */
async function timeEngine(path: string): Promise<EngineRun> {
  const bench: OpenBench = await openBench(path)
  const longestStop = watchEventLoop()
  const start = performance.now()
  const threadIds = await Promise.all(Array.from({ length: THREADS }, () => runThread(bench, STEPS)))
  const milliseconds = performance.now() - start
  const stall = longestStop()
  const threads = []
  for (const threadId of threadIds) threads.push(await bench.store.readStored(threadId))
  await closeBench(bench)
  return { milliseconds, stall, driver: bench.store.driver, threads }
}

/** A log of the same events: what a durable log with a hash chain cannot do without. */
async function timeLog(
  path: string,
  driver: DriverName,
  threads: EngineRun['threads'],
  apart: boolean,
): Promise<number> {
  const log = await openEventLog(path, driver)
  const entries = threads.map((events, thread) =>
    events.map(({ seq, type, v, at, text }): LogEntry => {
      return { thread, event: { seq, type, v, at, data: JSON.parse(text) as object } as Event }
    }),
  )
  const milliseconds = await timeLoops(
    entries,
    groupCommit((batch) => log.commit(batch, apart)),
  )
  log.close()
  return milliseconds
}

async function timeBareTable(
  path: string,
  driver: DriverName,
  threads: EngineRun['threads'],
): Promise<number> {
  const table = await openBareTable(path, driver)
  const milliseconds = await timeLoops(
    threads.map((events) => events.map(storedRow)),
    groupCommit(table.commit),
  )
  table.close()
  return milliseconds
}

/** As many loops at once as there are threads, each storing what its thread stored, one event after the other. */
async function timeLoops<Row>(
  loops: readonly (readonly Row[])[],
  store: (row: Row) => Promise<void>,
): Promise<number> {
  const start = performance.now()
  await Promise.all(
    loops.map(async (rows) => {
      for (const row of rows) await store(row)
    }),
  )
  return performance.now() - start
}
