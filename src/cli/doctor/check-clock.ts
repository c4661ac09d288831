import { statSync, rmSync, writeFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Check } from './check.ts'

/** Leases and deadlines compare times: more than this between two clocks of one machine is a fault. */
const MOST_MS = 2_000

/** This process's clock beside that of the file system on which the store lies. */
export async function checkClock(store: string): Promise<Check> {
  const name = 'clock'
  const folder = existsSync(dirname(store)) ? dirname(store) : tmpdir()
  const probe = join(folder, `.clock-${process.pid}`)
  try {
    writeFileSync(probe, '')
    const apart = Math.round(Math.abs(statSync(probe).mtimeMs - Date.now()))
    if (apart <= MOST_MS) return { name, state: 'ok', message: new Date().toISOString() }
    return {
      name,
      state: 'failed',
      message: `the file system's clock is ${apart} ms apart`,
      hint: 'set the clocks',
    }
  } catch {
    return {
      name,
      state: 'note',
      message: `${new Date().toISOString()}, not compared: ${folder} is not writable`,
    }
  } finally {
    rmSync(probe, { force: true })
  }
}
