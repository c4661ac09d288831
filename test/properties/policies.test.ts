import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from '../../src/runtime/engine/create-engine.ts'
import type { Limits } from '../../src/runtime/agents/limits.ts'
import { memoryStore } from '../../src/runtime/store/memory.ts'
import type { Event } from '../../src/runtime/thread/event.ts'
import { reduce } from '../../src/runtime/thread/reduce.ts'
import { emptyThread, type Thread } from '../../src/runtime/thread/thread.ts'
import { prompts, testClock } from '../scenario.ts'
import { actFromOutside } from './outside.ts'
import { agents, beginWorld, boundsOf, world, type World } from './world.ts'

const THREADS = 10_000
/** Rounds in which anything may happen; in the rest all is done that threads wait for. */
const WILD_ROUNDS = 3
const ALL_ROUNDS = 80
const children = { depth: 2, atOnce: 3, total: 8 }

test(`whatever policies are combined, no thread of ${THREADS} runs past its budgets or stalls without a reason`, async () => {
  let threads = 0
  const ends = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      if (threads >= THREADS) return
      const lived = await live(given)
      threads += lived.length
      for (const thread of lived) {
        const budgets = boundsOf(thread.agent === 'root' ? given.rules : given.childRules)
        const problems = [...overspent(thread, budgets), ...endedBadly(thread)]
        if (problems.length > 0) throw new Error(problems.join('; '))
        const end =
          thread.ending?.status === 'failed' ? thread.ending.error.code : String(thread.ending?.status)
        ends.set(end, (ends.get(end) ?? 0) + 1)
      }
    }),
    { seed: 12, numRuns: THREADS },
  )
  expect(threads).toBeGreaterThanOrEqual(THREADS)
  // A world in which nothing of note happens would show nothing.
  for (const end of [
    'finished',
    'cancelled',
    'limit_reached',
    'price_unknown',
    'no_progress',
    'tool_refused',
  ]) {
    expect([end, (ends.get(end) ?? 0) > 20]).toEqual([end, true])
  }
}, 240_000)

/** All threads of a root and its children, from the launch to their ends. */
async function live(given: World): Promise<Thread[]> {
  const clock = testClock()
  const store = memoryStore({ now: clock.now })
  const random = beginWorld(given, clock)
  let ids = 0
  const engine = createEngine({
    store,
    agents,
    prompts,
    clock,
    children,
    prices: { 'acme/priced': { input: 10_000, output: 50_000 } },
    log: () => {},
    newId: () => String(1_000_000 + ids++),
  })
  await engine.launch('root', 'go')
  const known = new Map<string, Thread>()
  for (let round = 0; round < ALL_ROUNDS; round++) {
    for (const id of await store.due(['root', 'child'], new Date(clock.now()).toISOString(), 100)) {
      await engine.drive(id)
    }
    for (const { threadId, seq } of await engine.list()) {
      if (known.get(threadId)?.seq !== seq) known.set(threadId, await engine.get(threadId))
    }
    const threads = [...known.values()]
    const problems = threads.flatMap(unexplained)
    if (problems.length > 0) throw new Error(problems.join('; '))
    if (threads.every(({ ending }) => ending !== undefined)) return threads
    await actFromOutside({ engine, random, clock }, threads, round >= WILD_ROUNDS)
  }
  throw new Error('a thread did not come to its end')
}

/** A thread that nobody drives has a reason to stand still, and it can be told. */
function unexplained({ status, requests, sleep, id }: Thread): string[] {
  // A child that its parent has just started runs when somebody drives it: that is the next round.
  const isExplained =
    (status !== 'waiting_for_human' || requests.length > 0) &&
    (status !== 'sleeping' || (sleep?.until ?? sleep?.child ?? sleep?.event) !== undefined)
  return isExplained ? [] : [`${id} is ${status}, and waits for nothing`]
}

/** What each reply found when it was asked for: no budget was used up then. */
function overspent(thread: Thread, budgets: readonly Limits[]): string[] {
  let before = emptyThread(thread.id)
  const found: string[] = []
  for (const event of thread.events) {
    if (isReply(event) && !before.ending) {
      for (const bounds of budgets)
        found.push(...usedUp(before, bounds).map((what) => `${event.seq}: ${what}`))
    }
    before = reduce(before, event)
  }
  return found
}

function isReply({ type }: Event): boolean {
  return type === 'next_step_chosen' || type === 'next_step_malformed'
}

function usedUp({ counters, now, deadline, calls }: Thread, bounds: Limits): string[] {
  const { steps = Infinity, tokens = Infinity, cost = Infinity, consecutiveErrors = Infinity, time } = bounds
  const { unmeasured, unpriced } = counters
  const wrong = {
    'calls are open': calls.length > 0,
    steps: counters.steps >= steps,
    tokens: counters.inputTokens + counters.outputTokens >= tokens,
    'unknown tokens': bounds.tokens !== undefined && unmeasured !== undefined,
    cost: counters.cost >= cost,
    'unknown cost': bounds.cost !== undefined && (unpriced ?? unmeasured) !== undefined,
    consecutiveErrors: counters.consecutiveErrors >= consecutiveErrors,
    // The reply that is under way when the time is up is the last one.
    time: time !== undefined && (deadline === undefined || deadline <= now),
  }
  return Object.entries(wrong).flatMap(([what, is]) => (is ? [what] : []))
}

const BUDGETS = ['limit_reached', 'price_unknown', 'tokens_unknown', 'no_progress']
const BUGS = ['stalled', 'decide_threw', 'decide_returned_no_command']

function endedBadly({ ending, events, id }: Thread): string[] {
  if (!ending) return [`${id} has not ended`]
  if (ending.status !== 'failed') return []
  const { code } = ending.error
  if (BUGS.includes(code)) return [`${id}: ${code}: ${ending.error.message}`]
  if (!BUDGETS.includes(code)) return []
  const types = [...events].map(({ type }) => type)
  return types[types.lastIndexOf('failed') - 1] === 'limit_reached' ? [] : [`${id}: ${code} without a reason`]
}
