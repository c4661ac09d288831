import { join } from 'node:path'
import { loadedDriver } from './agent/open-bench.ts'
import { report, tell } from './figures/report.ts'
import { median, rounded, sum } from './figures/statistics.ts'
import { withFolder } from './figures/with-folder.ts'
import { commitsPerStep } from './steps/commits-per-step.ts'
import { readSynchronous } from './steps/synchronous.ts'
import { syncsPerStep } from './steps/syncs-per-step.ts'
import { takeTurns, type Turns } from './steps/take-turns.ts'

/** Steps, and how many runs of so many. */
const SIZES = [
  [10, 15],
  [100, 9],
  [1_000, 5],
  [10_000, 3],
] as const

/** Of steps with three calls beside each other, in every tenth one with a child too. */
const MIXED = [300, 5] as const

export default async function steps(): Promise<object> {
  return withFolder(async (folder) => {
    const driver = await loadedDriver(join(folder, 'driver.db'))
    // Not the first steps of a process, of which half is compiling: bench resume measures those.
    await takeTurns(folder, 'warm-up', 300)
    const sizes = []
    for (const [count, rounds] of SIZES) sizes.push(await compare(folder, count, rounds))
    const mixed = await compare(folder, ...MIXED, true)
    const figures = {
      floor_ratio: Math.max(...sizes.map(({ ratio }) => ratio)),
      growth: sizes.at(-1)!.growth,
      mixed_ratio: mixed.ratio,
      commits_per_step: {
        read: await commitsPerStep(folder, 'read'),
        once: await commitsPerStep(folder, 'once'),
      },
      syncs_per_step: syncsPerStep(folder),
      synchronous: await readSynchronous(join(folder, 'synchronous.db'), driver),
      sizes,
    }
    return report(figures, driver)
  })
}

async function compare(folder: string, steps: number, rounds: number, isMixed = false): Promise<Compared> {
  const turns: Turns[] = []
  for (let round = 0; round < rounds; round++) {
    const name = `${isMixed ? 'mixed' : 'plain'}-${steps}-${round}`
    turns.push(await takeTurns(folder, name, steps, isMixed))
  }
  const microseconds = (milliseconds: number): number => rounded((milliseconds / steps) * 1_000)
  const compared = {
    steps,
    ratio: rounded(median(turns.map(({ engine, floor }) => sum(engine) / floor))),
    growth: rounded(median(turns.map(({ engine }) => growthOf(engine)))),
    engine_us: microseconds(median(turns.map(({ engine }) => sum(engine)))),
    floor_us: microseconds(median(turns.map(({ floor }) => floor))),
  }
  const { engine_us, floor_us, ratio, growth } = compared
  tell(
    `${steps} ${isMixed ? 'mixed ' : ''}steps: ${engine_us} µs a step, floor ${floor_us} µs, ratio ${ratio}, growth ${growth}`,
  )
  return compared
}

interface Compared {
  readonly steps: number
  readonly ratio: number
  readonly growth: number
  readonly engine_us: number
  readonly floor_us: number
}

/** The last tenth of a run over its first. */
function growthOf(steps: readonly number[]): number {
  const tenth = Math.floor(steps.length / 10)
  return sum(steps.slice(-tenth)) / sum(steps.slice(0, tenth))
}
