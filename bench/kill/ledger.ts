import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** An effect that has happened: the tools' own record of it, outside the store. */
export interface Effect {
  readonly idempotencyKey: string
  readonly callId: string
  readonly tool: string
}

/** Adds one line and syncs it; `between` is called when it is written and not yet synced. */
export function recordEffect(path: string, effect: Effect, between: () => void): void {
  const file = openSync(path, 'a')
  try {
    writeSync(file, `${JSON.stringify(effect)}\n`)
    between()
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

export function readLedger(path: string): Effect[] {
  return readOrNothing(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Effect)
}

/** Before the first effect there is no file. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
