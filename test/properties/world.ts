// Random agents in a random world: any policies together, a model that does anything, tools that fail, time that passes.
import fc from 'fast-check'
import { z } from 'zod'
import { approvals } from '../../src/runtime/agents/approvals.ts'
import type { Agent, Policy } from '../../src/runtime/agents/agent.ts'
import { denyCalls, nudge, wait } from '../../src/runtime/agents/command.ts'
import { defineAgent } from '../../src/runtime/agents/define-agent.ts'
import { delegate } from '../../src/runtime/agents/delegate.ts'
import { failingTools } from '../../src/runtime/agents/failing-tools.ts'
import { limits, type Limits } from '../../src/runtime/agents/limits.ts'
import { noProgress } from '../../src/runtime/agents/no-progress.ts'
import { standardLoop } from '../../src/runtime/agents/standard-loop.ts'
import { makeError } from '../../src/runtime/errors/compact-error.ts'
import type { Model, ModelReply } from '../../src/runtime/models/model.ts'
import { doneForNow, requestHumanInput } from '../../src/runtime/tools/built-in.ts'
import { childAgent } from '../../src/runtime/tools/child-agent.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { failed, succeeded, type Effect, type Tool } from '../../src/runtime/tools/tool.ts'
import { seededRandom, type Random } from '../../bench/kill/seeded-random.ts'
import type { TestClock } from '../scenario.ts'

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const bounds = fc.record({
  steps: some(fc.integer({ min: 0, max: 12 })),
  tokens: some(fc.integer({ min: 0, max: 3_000 })),
  cost: some(fc.integer({ min: 0, max: 30 })),
  consecutiveErrors: some(fc.integer({ min: 1, max: 5 })),
  time: some(fc.constantFrom('10s', '2m', '1h', '3d')),
})
const silence = {
  to: fc.constant('ops'),
  deadline: some(fc.constantFrom('30s', '1h')),
  onSilence: some(fc.constantFrom('approved' as const, 'rejected' as const)),
  escalateTo: some(fc.constant(['boss'])),
  remindAfter: some(fc.constant(['20s', '40m'])),
}

/** One policy as data, so that what failed can be read and made again. */
const rule = fc.oneof(
  fc.record({ kind: fc.constant('limits' as const), bounds }),
  fc.record({
    kind: fc.constant('failing' as const),
    inARow: fc.integer({ min: 1, max: 4 }),
    reaction: fc.constantFrom('ask' as const, 'nudge' as const, 'end' as const),
    silence: fc.record(silence),
  }),
  fc.record({ kind: fc.constant('progress' as const), inARow: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    kind: fc.constant('approvals' as const),
    tool: fc.constantFrom('steady', 'flaky', 'hand_over'),
    silence: fc.record(silence),
  }),
  fc.record({ kind: fc.constant('delegate' as const), atOnce: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('denial' as const), tool: fc.constantFrom('steady', 'broken') }),
  fc.record({ kind: fc.constant('nap' as const), every: fc.integer({ min: 1, max: 4 }) }),
)
type Rule = typeof rule extends fc.Arbitrary<infer R> ? R : never

export const world = fc.record({
  rules: fc.array(rule, { maxLength: 6 }),
  childRules: fc.array(rule, { maxLength: 2 }),
  seed: fc.nat(),
  /** How often of a hundred each goes wrong. */
  trouble: fc.integer({ min: 0, max: 60 }),
  isPriced: fc.boolean(),
})
export type World = typeof world extends fc.Arbitrary<infer W> ? W : never

/** After so many replies the model says that it is done: a thread without any budget must end too. */
const MOST_REPLIES = 9

export function boundsOf(rules: readonly Rule[]): readonly Limits[] {
  return rules.flatMap((one) => (one.kind === 'limits' ? [defined(one.bounds)] : []))
}

/** What lives now. Agents, tools and schemas are made once: to make them takes longer than a life. */
let now: {
  world: World
  random: Random
  clock: TestClock
  policies: Record<string, readonly Policy[]>
  replies: number
}

/** Begins a world: the agents, the same in every world, behave as it says. */
export function beginWorld(given: World, clock: TestClock): Random {
  const random = seededRandom(given.seed)
  const policies = { root: given.rules.map(policyOf), child: given.childRules.map(policyOf) }
  now = { world: given, random, clock, policies, replies: 0 }
  return random
}

function policyOf(one: Rule): Policy {
  if (one.kind === 'limits') return (thread) => limits(thread, defined(one.bounds))
  if (one.kind === 'progress') return (thread) => noProgress(thread, { inARow: one.inARow })
  if (one.kind === 'delegate') return (thread) => delegate(thread, [handOver], { atOnce: one.atOnce })
  if (one.kind === 'approvals') {
    return (thread) =>
      approvals(thread, (call) => call.tool === one.tool, { to: 'ops', ...defined(one.silence) })
  }
  if (one.kind === 'failing') return failingOf(one)
  if (one.kind === 'nap') {
    return (thread) => {
      const { steps, sleeps } = thread.counters
      const isTired = thread.calls.length === 0 && steps > 0 && steps % one.every === 0 && sleeps < steps
      return isTired && thread.events.at(-1)?.type !== 'woke'
        ? wait({ reason: 'a nap', for: '7m' })
        : undefined
    }
  }
  return (thread) => {
    const meant = thread.calls.filter(({ tool, state }) => tool === one.tool && state === 'chosen')
    return meant.length > 0
      ? denyCalls(
          meant.map(({ callId }) => callId),
          'not today',
        )
      : undefined
  }
}

function failingOf({ inARow, reaction, silence: policy }: Extract<Rule, { kind: 'failing' }>): Policy {
  const fallback = () => nudge({ reason: 'failures', prompt: 'root/another-way' })
  const rest = { ask: { ask: { to: 'ops', ...defined(policy) } }, nudge: { fallback }, end: {} }
  return (thread) => failingTools(thread, { inARow, ...rest[reaction] })
}

const handOver = childAgent({ name: 'hand_over', agent: 'child', description: 'test' })

function toolOf(name: string, effect: Effect, goesWrong: () => boolean): Tool {
  return defineTool({
    name,
    description: 'test',
    input: z.object({ n: z.number() }),
    output: z.number(),
    effect,
    async run() {
      now.clock.advance(now.random.below(20_000))
      return goesWrong() ? failed(makeError('broken', 'it broke')) : succeeded(now.random.below(2))
    },
  })
}

const tools = [
  toolOf('steady', 'read', () => false),
  toolOf('flaky', 'once', () => now.random.below(100) < now.world.trouble),
  toolOf('broken', 'idempotent', () => true),
  handOver,
  requestHumanInput,
  doneForNow,
]

const model: Model = {
  get id() {
    return now.world.isPriced ? 'acme/priced' : 'acme/other'
  },
  source: 'provider',
  async reply(): Promise<ModelReply> {
    const {
      random,
      clock,
      world: { trouble },
    } = now
    const goesWrong = (): boolean => random.below(100) < trouble / 2
    clock.advance(random.below(30_000))
    const usage = { inputTokens: random.below(300), outputTokens: random.below(100) }
    if (++now.replies > MOST_REPLIES) return { calls: [callOf('done_for_now')], usage }
    if (goesWrong()) throw new Error('the provider is down')
    if (goesWrong()) return { calls: [], text: 'well', usage: goesWrong() ? {} : usage }
    return { calls: Array.from({ length: 1 + random.below(3) }, () => callOf(anyTool())), usage }
  },
}

const TOOLS = [
  'steady',
  'steady',
  'flaky',
  'flaky',
  'broken',
  'hand_over',
  'request_human_input',
  'done_for_now',
  'none',
]

function anyTool(): string {
  return TOOLS[now.random.below(TOOLS.length)]!
}

function callOf(tool: string): ModelReply['calls'][number] {
  if (tool === 'done_for_now') return { tool, input: { message: 'done' } }
  if (tool === 'request_human_input') return { tool, input: { question: 'which?' } }
  if (tool === 'hand_over') return { tool, input: { task: 'a part' } }
  return { tool, input: now.random.below(12) === 0 ? { n: 'one' } : { n: now.random.below(2) } }
}

/** Without the guard and without a context that nobody reads: both have their own tests, and take most of the time. */
function agentOf(name: string): Agent<Model> {
  return {
    ...defineAgent<Model>({ name, prompt: `${name}/next-step`, tools, model }),
    context: () => ({ messages: [], tokens: 0, report: { budget: 0, turnsKept: 0, shownFrom: 1 } }),
    decide(thread) {
      for (const policy of now.policies[name] ?? []) {
        const command = policy(thread)
        if (command) return command
      }
      return standardLoop(thread)
    },
  }
}

export const agents: readonly Agent<Model>[] = [agentOf('root'), agentOf('child')]

/** Without the members that are undefined. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never
}
