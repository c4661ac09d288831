import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { inspect as inspectText, promisify } from 'node:util'
import { sqliteStore } from 'twelvefold/store/sqlite'
import { countWrongIndex, inspect, unreadable, type Findings } from './inspect.ts'
import { readLedger } from './ledger.ts'
import { openOutsider, type SpeaksAt } from './outsider.ts'
import type { Acknowledged, Approver, Plan, Sabotage, Told, Variant } from './plan.ts'
import { runCarrier } from './run-carrier.ts'
import type { Death } from './schedule.ts'
import { changedStore } from './watched-store.ts'

export interface Life {
  readonly variant: Variant
  readonly name: string
  readonly deaths: readonly Death[]
  readonly approver: Approver
  /** The event at which the parent sends a message. */
  readonly speaksAt?: SpeaksAt
  readonly sabotage?: Sabotage
  /** Milliseconds after which a run is given up as unfinished. */
  readonly patience: number
}

export interface Lived {
  readonly findings: Findings
  readonly driver: string
  readonly processes: number
  readonly kills: number
  /** Boundaries in the order in which they were first passed. */
  readonly passed: readonly string[]
  /** Boundaries at which a process died. */
  readonly died: readonly string[]
  /** What to show where something is wrong. */
  readonly told: string
}

const CLOCK_START = Date.parse('2026-01-02T03:04:05.000Z')

/** One thread from launch to its end: a new process after each death, until one of them comes to the end. */
export async function runLife(compiled: string, life: Life): Promise<Lived> {
  const folder = await mkdtemp(join(tmpdir(), 'twelvefold-kill-'))
  const { variant, name, approver, sabotage } = life
  const plan: Omit<Plan, 'killAt'> = {
    variant,
    run: name,
    storePath: join(folder, 'store.sqlite'),
    ledgerPath: join(folder, 'ledger.jsonl'),
    clockStart: CLOCK_START,
    approver,
    ...(sabotage ? { sabotage } : {}),
  }
  try {
    return await carryThrough(compiled, life, plan)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function carryThrough(compiled: string, life: Life, plan: Omit<Plan, 'killAt'>): Promise<Lived> {
  const acknowledged: Acknowledged[] = []
  const passed = new Set<string>()
  const died: string[] = []
  const outsider = openOutsider(plan, life.speaksAt, acknowledged)
  const hear = (told: Told): void => {
    if ('acknowledged' in told) acknowledged.push(told.acknowledged)
    if ('passed' in told) passed.add(told.passed)
    if ('dying' in told) died.push(told.dying)
    outsider.hear(told)
  }
  const patience = AbortSignal.timeout(life.patience)
  const deaths = [...life.deaths]
  let processes = 0
  let kills = 0
  let stderr = ''
  let wrongRows = 0
  for (;;) {
    processes++
    const carried = await runCarrier(compiled, plan, deaths.shift(), patience, hear)
    stderr += carried.stderr
    if (carried.end !== 'killed' || patience.aborted) break
    kills++
    await outsider.idle()
    wrongRows += await countWrongRows(plan.storePath)
  }
  await outsider.close()
  const { findings: atTheEnd, driver, problem } = await inspectStore(life, plan, acknowledged)
  const findings = { ...atTheEnd, index_wrong: atTheEnd.index_wrong + wrongRows }
  const told = `${JSON.stringify(life)}\n${stderr}${problem}`
  return { findings, driver, processes, kills, passed: [...passed], died, told }
}

async function inspectStore(
  { variant, sabotage }: Life,
  { storePath, ledgerPath }: Omit<Plan, 'killAt'>,
  acknowledged: readonly Acknowledged[],
): Promise<Pick<Lived, 'findings' | 'driver'> & { readonly problem: string }> {
  const store = await sqliteStore({ path: storePath })
  try {
    const seen = sabotage === 'lose-event' ? withoutEvent(store, 5) : store
    const findings = await inspect(seen, variant, acknowledged, readLedger(ledgerPath))
    return { findings, driver: store.driver, problem: '' }
  } catch (problem) {
    return {
      findings: unreadable(acknowledged),
      driver: store.driver,
      problem: inspectText(problem, { depth: 3 }),
    }
  } finally {
    await store.close()
  }
}

/**
 * The index as a dead process left it; looked at in a copy, because looking makes it anew. Copied by another process:
 * if this one closed the file, the operating system would drop the locks of its own connections to it.
 */
async function countWrongRows(storePath: string): Promise<number> {
  if (!existsSync(storePath)) return 0
  const copy = join(dirname(storePath), 'copy')
  await mkdir(copy)
  const files = [storePath, `${storePath}-wal`].filter((file) => existsSync(file))
  await promisify(execFile)('cp', [...files, copy])
  const store = await sqliteStore({ path: join(copy, basename(storePath)) })
  try {
    return await countWrongIndex(store)
  } finally {
    await store.close()
    await rm(copy, { recursive: true, force: true })
  }
}

function withoutEvent(
  store: Awaited<ReturnType<typeof sqliteStore>>,
  seq: number,
): ReturnType<typeof changedStore> {
  return changedStore(store, {
    readStored: async (threadId) => (await store.readStored(threadId)).filter((event) => event.seq !== seq),
  })
}
