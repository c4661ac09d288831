// SIGKILL at every boundary of a thread's life, and at random: `npm run -s bench -- kill --runs 300`. The lives have
// children, calls beside each other, and calls that children do.
//   --seed N        another order of deaths (1 by default)
//   --break NAME    a fault in the bench's own wrappers, to see it caught: see kill/plan.ts
//   --at TEXT       only at boundaries whose names hold this
//   --patience MS   how long a run may take (60,000 by default)
import { parseArgs } from 'node:util'
import { report, tell } from './figures/report.ts'
import { compileFolder } from './processes/compile.ts'
import { approvers, sabotages, variants, type Sabotage, type Variant } from './kill/plan.ts'
import { runLife, type Life, type Lived } from './kill/run-life.ts'
import { createSchedule, type Schedule } from './kill/schedule.ts'
import { seededRandom, type Random } from './kill/seeded-random.ts'

/** Runs at a time. */
const AT_ONCE = 2
/** The life has most boundaries, and the crowd can meet them in most orders. */
const TURNS: readonly Variant[] = [
  'life',
  'crowd',
  'cancel',
  'life',
  'crowd',
  'life',
  'limit',
  'life',
  'crowd',
]
/** A message that arrives just after one of these meets the engine in the middle of something. */
const MOMENTS = [
  'tool_call_started',
  'tool_call_started',
  'next_step_chosen',
  'human_asked',
  'human_answered',
  undefined,
]
const LATEST_TIME = 6

export default async function kill(options: readonly string[]): Promise<object> {
  const { runs, seed, at, sabotage, patience } = parseOptions(options)
  const compiled = compileFolder('bench/kill')
  const random = seededRandom(seed)
  const base = { patience, ...(sabotage ? { sabotage } : {}) }
  const schedule = createSchedule(await killFreeLives(compiled, base, at), random)
  const lived: Lived[] = []
  let next = 0
  const oneAfterTheOther = async (): Promise<void> => {
    while (next < runs) {
      const life = planLife(next++, schedule, random, base)
      const one = await runLife(compiled, life)
      for (const boundary of one.died) schedule.hit(boundary)
      lived.push(one)
      tellOf(one, lived.length, runs)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, oneAfterTheOther))
  return report({ ...summary(lived, schedule), seed }, lived[0]?.driver ?? 'none')
}

function parseOptions(options: readonly string[]): {
  runs: number
  seed: number
  at: string
  patience: number
  sabotage: Sabotage | undefined
} {
  const { values } = parseArgs({
    args: [...options],
    options: {
      runs: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      at: { type: 'string', default: '' },
      patience: { type: 'string', default: '60000' },
      break: { type: 'string' },
    },
  })
  const sabotage = sabotages.find((name) => name === values.break)
  if (values.break !== undefined && !sabotage) throw new Error(`--break takes one of ${sabotages.join(', ')}`)
  const { at } = values
  return {
    runs: Number(values.runs),
    seed: Number(values.seed),
    patience: Number(values.patience),
    at,
    sabotage,
  }
}

type Base = Pick<Life, 'patience' | 'sabotage'>

/** What each variant passes through when nobody kills it: the boundaries, in their order. */
async function killFreeLives(
  compiled: string,
  base: Base,
  at: string,
): Promise<Map<Variant, readonly string[]>> {
  const passed = new Map<Variant, readonly string[]>()
  for (const variant of variants) {
    const life: Life = {
      variant,
      name: `${variant}-alone`,
      deaths: [],
      approver: 'carrier',
      // Nobody is late here: what a run may take is for those that die.
      patience: Math.max(base.patience, 60_000),
    }
    const lived = await runLife(compiled, life)
    if (lived.processes !== 1 || lived.findings.unfinished > 0)
      throw new Error(`no life without kills: ${lived.told}`)
    passed.set(
      variant,
      lived.passed.filter((boundary) => boundary.includes(at)),
    )
  }
  return passed
}

function planLife(index: number, schedule: Schedule, random: Random, base: Base): Life {
  const variant = TURNS[index % TURNS.length]!
  const deaths = schedule.deathsOf(variant)
  // Where all approve at once, nobody is reminded, and nobody else is asked.
  const needsSilence = deaths.some(
    (death) => 'at' in death && /human_(reminded|escalated)/.test(death.at.boundary),
  )
  const approver = needsSilence ? 'carrier' : approvers[random.below(approvers.length)]!
  const type = variant === 'life' || variant === 'crowd' ? MOMENTS[random.below(MOMENTS.length)] : undefined
  const time = 1 + random.below(LATEST_TIME)
  return {
    ...base,
    variant,
    name: `run-${index}`,
    deaths,
    approver,
    ...(type ? { speaksAt: { type, time } } : {}),
  }
}

function tellOf({ findings, told }: Lived, done: number, runs: number): void {
  const { interrupted: _, ...wrong } = findings
  if (Object.values(wrong).some((count) => count > 0)) tell(`${JSON.stringify(findings)} ${told}`)
  if (done % 25 === 0 || done === runs) tell(`kill: ${done} of ${runs} runs`)
}

function summary(lived: readonly Lived[], schedule: Schedule): object {
  const sum = (count: (one: Lived) => number): number => lived.reduce((total, one) => total + count(one), 0)
  const { boundaries, missed } = schedule
  return {
    runs: lived.length,
    boundaries: boundaries.length,
    boundaries_hit: boundaries.length - missed.length,
    interrupted: sum(({ findings }) => findings.interrupted),
    lost: sum(({ findings }) => findings.lost),
    doubled: sum(({ findings }) => findings.doubled),
    effects_missing: sum(({ findings }) => findings.effects_missing),
    unfinished: sum(({ findings }) => findings.unfinished),
    effects_denied: sum(({ findings }) => findings.effects_denied),
    chains_broken: sum(({ findings }) => findings.chains_broken),
    index_wrong: sum(({ findings }) => findings.index_wrong),
    kills: sum(({ kills }) => kills),
    processes: sum(({ processes }) => processes),
    classes: schedule.classes,
    classes_hit: schedule.classesHit,
    missed,
  }
}
