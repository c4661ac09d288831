import { join } from 'node:path'
import type { Append } from 'twelvefold'
import type { SqliteStore } from 'twelvefold/store/sqlite'
import { closeBench, openBench, runThread } from '../agent/open-bench.ts'
import { openBareTable } from '../floor/bare-table.ts'
import { rowsOf } from '../floor/stored-rows.ts'

export interface Turns {
  /** Milliseconds of each step: all of it but the launch, the lease and the end of the thread. */
  readonly engine: readonly number[]
  /** Milliseconds that the floor took for the same commits. */
  readonly floor: number
}

/** Engine and floor change over as often as this in one run, or after every step where there are fewer. */
const CHANGES = 100

/**
 * Runs a thread, and lets the floor make the same commits of the same bytes while the thread goes on: every few steps,
 * between two of them, so that a slow moment of the disk, which lasts for seconds, slows both. A step lasts from the
 * moment at which the model is asked to the moment at which it is asked again, less the floor's turn.
 */
export async function takeTurns(
  folder: string,
  name: string,
  steps: number,
  isMixed = false,
): Promise<Turns> {
  const every = Math.max(1, Math.floor(steps / CHANGES))
  const engine: number[] = []
  let floor = 0
  let begun: number | undefined
  let floorsTurn = (): number => 0
  const bench = await openBench(join(folder, `engine-${name}.db`), {
    isMixed,
    onStep: () => {
      if (begun !== undefined) engine.push(performance.now() - begun)
      if (begun === undefined || engine.length % every === 0) floor += floorsTurn()
      begun = performance.now()
    },
  })
  const recorded = recordCommits(bench.store)
  const table = await openBareTable(join(folder, `floor-${name}.db`), bench.store.driver)
  floorsTurn = () => {
    const commits = recorded.splice(0).map((one) => (one === 'lease' ? [LEASE_ROW] : rowsOf(one)))
    // What came before the first step is the launch: it is not timed.
    if (begun === undefined) return 0
    const start = performance.now()
    for (const rows of commits) table.commit(rows)
    return performance.now() - start
  }
  // One step more than is timed: the end of a step is the beginning of the next.
  await runThread(bench, steps + 1)
  table.close()
  await closeBench(bench)
  return { engine, floor }
}

/** What a lease writes: whose it is, and until when. */
const LEASE_ROW = 'a thread, its owner, and a time'

/** Keeps each append and each lease, to be turned into the floor's rows when that is not timed. */
function recordCommits(store: SqliteStore): (Append | 'lease')[] {
  const recorded: (Append | 'lease')[] = []
  const [append, acquireLease, releaseLease] = [
    store.append.bind(store),
    store.acquireLease.bind(store),
    store.releaseLease.bind(store),
  ]
  const changed: Pick<SqliteStore, 'append' | 'acquireLease' | 'releaseLease'> = {
    append(threadId, given) {
      recorded.push(given)
      return append(threadId, given)
    },
    acquireLease(...lease) {
      recorded.push('lease')
      return acquireLease(...lease)
    },
    releaseLease(...lease) {
      recorded.push('lease')
      return releaseLease(...lease)
    },
  }
  Object.assign(store, changed)
  return recorded
}
