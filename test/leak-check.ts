// Runs around every test file: what a file opens, it closes. Timers, servers, sockets, watchers and child processes
// that would keep a program alive count as leaks.
import { afterAll, beforeAll, expect } from 'vitest'

const HELD_OPEN = /Timeout|Server|Socket|Process|FSEvent|StatWatcher|Worker|UDP/
const PATIENCE_MS = 1_000

let before: readonly string[] = []

beforeAll(() => {
  // No timer is expected at the end: the runner's own, of which some are alive at this moment, are short-lived.
  before = held().filter((name) => name !== 'Timeout')
})

afterAll(async () => {
  const deadline = performance.now() + PATIENCE_MS
  // What was closed in the last test may need a few turns of the event loop to be gone.
  while (grown().length > 0 && performance.now() < deadline) await nextTurn()
  expect(grown(), 'leak: still open after the last test of this file').toEqual([])
})

const held = () => process.getActiveResourcesInfo().filter((name) => HELD_OPEN.test(name))
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

function grown(): string[] {
  const known = [...before]
  return held().filter((name) => {
    const index = known.indexOf(name)
    if (index >= 0) known.splice(index, 1)
    return index < 0
  })
}
