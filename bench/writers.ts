import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sqliteStore } from 'twelvefold/store/sqlite'
import { report, tell } from './figures/report.ts'
import { rounded } from './figures/statistics.ts'
import { withFolder } from './figures/with-folder.ts'
import { compileFolder } from './processes/compile.ts'

const PROCESSES = 4
const SECONDS = 5
/** Time for all processes to be there before the first append. */
const HEAD_START_MS = 2_000

export default async function writers(): Promise<object> {
  return withFolder(async (folder) => {
    const path = join(folder, 'store.db')
    const script = join(compileFolder('bench'), 'children', 'write.js')
    const start = Date.now() + HEAD_START_MS
    const written = await Promise.all(Array.from({ length: PROCESSES }, () => write(script, path, start)))
    const counts = written.map(({ acknowledged }) => acknowledged.reduce((sum, [, seq]) => sum + seq, 0))
    const total = counts.reduce((sum, count) => sum + count, 0)
    tell(`${PROCESSES} processes in ${SECONDS} s: ${counts.join(', ')} appends`)
    const store = await sqliteStore({ path })
    let lost = 0
    for (const [threadId, seq] of written.flatMap(({ acknowledged }) => acknowledged)) {
      lost += Math.max(0, seq - (await store.read(threadId)).length)
    }
    await store.close()
    const figures = {
      slowest_share: rounded(Math.min(...counts) / (total / PROCESSES)),
      stall_ms: rounded(Math.max(...written.map(({ stall }) => stall))),
      lost,
      appends_per_s: Math.round(total / SECONDS),
    }
    return report(figures, store.driver)
  })
}

interface Written {
  /** The longest stop of the event loop, in milliseconds. */
  readonly stall: number
  /** For each thread, the newest seq that was acknowledged. */
  readonly acknowledged: readonly (readonly [string, number])[]
}

async function write(script: string, path: string, start: number): Promise<Written> {
  const child = spawn(process.execPath, [script, path, String(start), String(SECONDS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(await text(child.stdout)) as Written
}
