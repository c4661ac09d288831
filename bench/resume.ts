import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadedDriver } from './agent/open-bench.ts'
import { report, tell } from './figures/report.ts'
import { median, rounded } from './figures/statistics.ts'
import { withFolder } from './figures/with-folder.ts'
import { checkpoint } from './floor/bare-table.ts'
import { compileFolder } from './processes/compile.ts'
import { timeProcess } from './processes/time-process.ts'
import { makeUnfinishedThread } from './agent/unfinished-thread.ts'

const LENGTHS = [0, 1_000, 10_000] as const
const ROUNDS = 11

export default async function resume(): Promise<object> {
  return withFolder(async (folder) => {
    const driver = await loadedDriver(join(folder, 'driver.db'))
    const compiled = compileFolder('bench')
    const threads: { steps: number; path: string; threadId: string; times: number[] }[] = []
    for (const steps of LENGTHS) {
      const path = join(folder, `thread-${steps}.db`)
      tell(`making a thread of ${steps} steps`)
      threads.push({ steps, path, threadId: await makeUnfinishedThread(path, steps), times: [] })
      await checkpoint(path, driver)
    }
    const empty: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      empty.push(await timeProcess(join(compiled, 'children', 'empty.js')))
      for (const { steps, path, threadId, times } of threads) {
        // Each process carries on from the same place: a copy of the store, whose log is empty.
        const copy = join(folder, `round-${round}-${steps}.db`)
        copyFileSync(path, copy)
        times.push(await timeProcess(join(compiled, 'children', 'next-step.js'), copy, threadId))
      }
    }
    const cold = threads.map(({ steps, times }) => [`cold_${steps}_ms`, rounded(median(times), 4)])
    const figures = { node_ms: rounded(median(empty), 4), ...(Object.fromEntries(cold) as object) }
    return report(figures, driver)
  })
}
