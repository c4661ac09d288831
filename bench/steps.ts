import { join } from 'node:path'
import { loadedDriver } from './agent/open-bench.ts'
import { report, tell } from './figures/report.ts'
import { median, rounded } from './figures/statistics.ts'
import { withFolder } from './figures/with-folder.ts'
import { commitsPerStep } from './steps/commits-per-step.ts'
import { readSynchronous } from './steps/synchronous.ts'
import { syncsPerStep } from './steps/syncs-per-step.ts'
import { timeEngine, timeFloor, type TimedRun } from './steps/timed-runs.ts'

/** Steps, and how often engine and floor take turns. */
const SIZES = [
  [10, 15],
  [100, 9],
  [1_000, 5],
  [10_000, 3],
] as const

export default async function steps(): Promise<object> {
  return withFolder(async (folder) => {
    const driver = await loadedDriver(join(folder, 'driver.db'))
    const sizes = []
    for (const [count, rounds] of SIZES) sizes.push(await compare(folder, driver, count, rounds))
    const figures = {
      floor_ratio: Math.max(...sizes.map(({ ratio }) => ratio)),
      growth: sizes.at(-1)!.growth,
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

type Driver = Awaited<ReturnType<typeof loadedDriver>>

/** Engine and floor in turns. The ratio is taken within each turn: a slow moment of the disk slows both. */
async function compare(folder: string, driver: Driver, steps: number, rounds: number): Promise<Compared> {
  const turns: { engine: TimedRun; floor: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const engine = await timeEngine(join(folder, `engine-${steps}-${round}.db`), steps)
    const floor = await timeFloor(folder, `floor-${steps}-${round}.db`, driver, engine.rows)
    turns.push({ engine, floor })
  }
  const compared = {
    steps,
    ratio: rounded(median(turns.map(({ engine, floor }) => engine.milliseconds / floor))),
    growth: rounded(median(turns.map(({ engine }) => growthOf(engine.begun)))),
    engine_us: rounded(median(turns.map(({ engine }) => (engine.milliseconds / steps) * 1_000))),
    floor_us: rounded(median(turns.map(({ floor }) => (floor / steps) * 1_000))),
  }
  const { engine_us, floor_us, ratio } = compared
  tell(`${steps} steps: ${engine_us} µs a step, floor ${floor_us} µs, ratio ${ratio}`)
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
function growthOf(begun: readonly number[]): number {
  const tenth = Math.floor((begun.length - 1) / 10)
  const first = begun[tenth]! - begun[0]!
  const last = begun.at(-1)! - begun.at(-1 - tenth)!
  return last / first
}
