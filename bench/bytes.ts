import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { DriverName } from 'twelvefold/store/sqlite'
import { closeBench, loadedDriver, openBench, runThread } from './agent/open-bench.ts'
import { report, tell } from './figures/report.ts'
import { rounded } from './figures/statistics.ts'
import { withFolder } from './figures/with-folder.ts'
import { checkpoint } from './floor/bare-table.ts'

const THREADS = 200
const STEPS = 50
const SHORT = 1_000
const LONG = 20_000

export default async function bytes(): Promise<object> {
  return withFolder(async (folder) => {
    const emptyPath = join(folder, 'empty.db')
    const driver = await loadedDriver(emptyPath)
    const empty = await diskBytes(emptyPath, driver)
    const { disk, jsonl } = await interleaved(join(folder, 'threads.db'), driver)
    tell(`${THREADS} threads of ${STEPS} steps: ${disk - empty} bytes on disk, ${jsonl} as JSONL`)
    const short = ((await oneThread(join(folder, 'short.db'), SHORT, driver)) - empty) / SHORT
    const long = ((await oneThread(join(folder, 'long.db'), LONG, driver)) - empty) / LONG
    tell(`bytes per step: ${Math.round(short)} at ${SHORT} steps, ${Math.round(long)} at ${LONG}`)
    const figures = {
      raw_ratio: rounded((disk - empty) / jsonl),
      growth: rounded(long / short),
      disk_bytes: disk - empty,
      jsonl_bytes: jsonl,
      empty_bytes: empty,
      bytes_per_step: rounded(long),
    }
    return report(figures, driver)
  })
}

/** All threads at once, so that their events lie among each other as in a busy process. */
async function interleaved(path: string, driver: DriverName): Promise<{ disk: number; jsonl: number }> {
  const bench = await openBench(path)
  const threadIds = await Promise.all(Array.from({ length: THREADS }, () => runThread(bench, STEPS)))
  let jsonl = 0
  for (const threadId of threadIds) {
    jsonl += Buffer.byteLength(await bench.engine.export(threadId, { hashes: false }))
  }
  await closeBench(bench)
  return { disk: await diskBytes(path, driver), jsonl }
}

async function oneThread(path: string, steps: number, driver: DriverName): Promise<number> {
  const bench = await openBench(path)
  await runThread(bench, steps)
  await closeBench(bench)
  return diskBytes(path, driver)
}

/** The size of the file once the log has been moved into it and emptied. */
async function diskBytes(path: string, driver: DriverName): Promise<number> {
  await checkpoint(path, driver)
  return sizeOf(path) + sizeOf(`${path}-wal`)
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
