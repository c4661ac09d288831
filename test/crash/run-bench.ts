import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { repository } from '../../bench/processes/compile.ts'

/** Runs a bench as its users do, and resolves to its figures. @throws with what it said, where it failed */
export async function runBench(...options: readonly string[]): Promise<Record<string, unknown>> {
  const bench = spawn(process.execPath, ['scripts/bench.mjs', ...options], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr, [code]] = await Promise.all([
    text(bench.stdout),
    text(bench.stderr),
    once(bench, 'close') as Promise<[number | null]>,
  ])
  const last = stdout.trim().split('\n').at(-1) ?? ''
  if (code !== 0) throw new Error(`bench ${options.join(' ')} ended with ${code}:\n${stderr}`)
  return { ...(JSON.parse(last) as Record<string, unknown>), said: stderr }
}
