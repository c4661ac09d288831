import { join } from 'node:path'
import { closeBench, openBench, runThread } from '../agent/open-bench.ts'
import { openBareTable } from '../floor/bare-table.ts'
import { storedRows } from '../floor/stored-rows.ts'

export interface TimedRun {
  /** Milliseconds of all steps but the launch, the lease and the end. */
  readonly milliseconds: number
  /** When each step began; one more than there are steps. */
  readonly begun: readonly number[]
  /** What the floor has to store for these steps: one row a commit. */
  readonly rows: readonly string[]
}

/** From the moment the model is asked for the first step to the moment it would be asked for one more. */
export async function timeEngine(path: string, steps: number): Promise<TimedRun> {
  const begun: number[] = []
  const bench = await openBench(path, { onStep: () => begun.push(performance.now()) })
  try {
    // One step more than is timed: the end of a step is the beginning of the next.
    const threadId = await runThread(bench, steps + 1)
    const stored = await bench.store.readStored(threadId)
    const first = stored.findIndex(({ type }) => type === 'next_step_chosen')
    const rows = storedRows(stored.slice(first, first + 2 * steps))
    return { milliseconds: begun.at(-1)! - begun[0]!, begun, rows }
  } finally {
    await closeBench(bench)
  }
}

/** The same texts by the same driver, a commit each, and nothing else. */
export async function timeFloor(
  folder: string,
  name: string,
  driver: Parameters<typeof openBareTable>[1],
  rows: readonly string[],
): Promise<number> {
  const table = await openBareTable(join(folder, name), driver)
  const commits = rows.map((row) => [row])
  const start = performance.now()
  for (const commit of commits) table.commit(commit)
  const milliseconds = performance.now() - start
  table.close()
  return milliseconds
}
