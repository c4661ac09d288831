import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { compileFolder } from '../processes/compile.ts'

const FEWER = 10
const MORE = 60

/** Syncs that the operating system saw, or null where strace is not installed. */
export function syncsPerStep(folder: string): number | null {
  if (spawnSync('strace', ['-V']).error) return null
  const compiled = compileFolder('bench')
  return (syncs(folder, compiled, MORE) - syncs(folder, compiled, FEWER)) / (MORE - FEWER)
}

function syncs(folder: string, compiled: string, steps: number): number {
  const store = join(folder, `syncs-${steps}.db`)
  const script = join(compiled, 'children', 'run-steps.js')
  const traced = [process.execPath, script, store, String(steps), 'read']
  const options = ['-f', '-qq', '-e', 'trace=fdatasync,fsync', '-e', 'signal=none']
  const { status, stderr } = spawnSync('strace', [...options, ...traced], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the traced run failed: ${stderr.slice(-500)}`)
  // A call that another thread interrupts in the trace is printed twice: its start, and where it resumed.
  return stderr.split('\n').filter((line) => /\b(fdatasync|fsync)\(/.test(line)).length
}
