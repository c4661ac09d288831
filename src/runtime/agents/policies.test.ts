import { expect, test } from 'vitest'
import { z } from 'zod'
import { ada, call, replies, scenario, typesOf } from '../../../test/scenario.ts'
import type { Model } from '../models/model.ts'
import type { Thread } from '../thread/thread.ts'
import { defineTool } from '../tools/define-tool.ts'
import { failed, succeeded } from '../tools/tool.ts'
import { makeError } from '../errors/compact-error.ts'
import { approvals } from './approvals.ts'
import { compactContext, denyCalls, nudge, spawn, wait, type Command } from './command.ts'
import { failingTools } from './failing-tools.ts'
import { limits } from './limits.ts'
import { noProgress } from './no-progress.ts'
import { standardLoop } from './standard-loop.ts'

/** `look` says what it is told; `break_down` fails. */
const look = defineTool({
  name: 'look',
  description: 'test',
  input: z.object({ at: z.string().default('') }),
  output: z.string(),
  effect: 'read',
  run: async ({ input }) => succeeded(`seen ${input.at}`),
})
const breakDown = defineTool({
  name: 'break_down',
  description: 'test',
  input: z.object({ n: z.number().optional() }),
  output: z.string(),
  effect: 'read',
  run: async () => failed(makeError('broken', 'it is broken')),
})
const tools = [look, breakDown]

const again = (tool: string, times: number) => Array.from({ length: times }, () => call(tool))
const last = (thread: Thread, type: string) =>
  thread.events.slice().findLast((event) => event.type === type)?.data

/** A provider's model that reports what it took. */
function provider(usage: object): Model {
  const { reply } = replies(...again('look', 50))
  return {
    id: 'acme/large',
    source: 'provider',
    reply: async (request, signal) => ({ ...(await reply(request, signal)), usage }),
  }
}

const price = { 'acme/large': { input: 2, output: 10, cachedInput: 0.5 } }
const million = { inputTokens: 100_000, outputTokens: 10_000, cachedInputTokens: 60_000 }

test('a reply carries what it cost by the configured price, and a budget of it ends the thread', async () => {
  const decide = (thread: Thread): Command => limits(thread, { cost: 1 }) ?? standardLoop(thread)
  const { run } = scenario({ model: provider(million), tools, decide }, { prices: price })
  const thread = await run()
  // 40,000 fresh at 2, 60,000 cached at 0.5, 10,000 out at 10, for a million each.
  expect(last(thread, 'next_step_chosen')).toMatchObject({ cost: 0.21 })
  expect(thread.counters.steps).toBe(5)
  expect(last(thread, 'limit_reached')).toMatchObject({ limit: 'cost', bound: 1 })
  expect(thread.ending).toMatchObject({ status: 'failed', error: { code: 'limit_reached' } })
})

test('an unknown price is an unknown cost: a budget of it ends the thread, and names the model', async () => {
  const decide = (thread: Thread): Command => limits(thread, { cost: 1 }) ?? standardLoop(thread)
  const { run } = scenario(
    { model: provider(million), tools, decide },
    { prices: { 'acme/small': price['acme/large'] } },
  )
  const thread = await run()
  expect(thread.counters).toMatchObject({ steps: 1, cost: 0, unpriced: 'acme/large' })
  expect(last(thread, 'limit_reached')).toEqual({ limit: 'cost', value: 0, bound: 1, unpriced: 'acme/large' })
  expect(thread.ending).toMatchObject({
    error: { code: 'price_unknown', hint: expect.stringContaining('acme/large') as string },
  })
})

test.each([{ cost: 1 }, { tokens: 10 }])(
  'tokens that were not reported are not 0 to a budget: %j',
  async (bounds) => {
    const decide = (thread: Thread): Command => limits(thread, bounds) ?? standardLoop(thread)
    const thread = await scenario({ model: provider({}), tools, decide }, { prices: price }).run()
    expect(thread.counters.steps).toBe(1)
    expect(thread.ending).toMatchObject({ error: { code: 'tokens_unknown' } })
  },
)

test('a script costs nothing, and no price need be known of it', async () => {
  const decide = (thread: Thread): Command => limits(thread, { cost: 1 }) ?? standardLoop(thread)
  const thread = await scenario({ decide }).run()
  expect(thread.ending).toMatchObject({ status: 'finished' })
  expect(thread.counters).not.toHaveProperty('unpriced')
})

test('time that is up ends a thread that sleeps, in the very append that says so', async () => {
  const decide = (thread: Thread): Command =>
    limits(thread, { time: '1h' }) ?? wait({ reason: 'a nap', for: '5h' })
  const { run, engine, store, clock } = scenario({ decide })
  const { id, status } = await run()
  expect(status).toBe('sleeping')
  clock.advance(59 * 60_000)
  expect(await store.due(['tester'], new Date(clock.now()).toISOString(), 9)).toEqual([])
  clock.advance(60_000)
  expect(await store.due(['tester'], new Date(clock.now()).toISOString(), 9)).toEqual([id])
  const { thread } = await engine.drive(id)
  expect(typesOf(thread)).toEqual(['thread_launched', 'deadline_set', 'slept', 'limit_reached', 'failed'])
  expect(last(thread, 'limit_reached')).toEqual({ limit: 'time', value: 3_600_000, bound: 3_600_000 })
})

test('time that is up ends a thread that waits for a person, whose answer is then too late', async () => {
  const decide = (thread: Thread): Command =>
    limits(thread, { time: '1h' }) ?? approvals(thread, () => true, { to: 'ops' }) ?? standardLoop(thread)
  const { run, engine, clock } = scenario({ replies: [call('look')], tools, decide })
  const { id, requests } = await run()
  clock.advance(2 * 3_600_000)
  expect((await engine.drive(id)).thread.ending).toMatchObject({ error: { code: 'limit_reached' } })
  const answer = { requestId: requests[0]!.requestId, answer: 'approved', person: ada } as const
  expect(await engine.deliver(id, answer)).toMatchObject({ outcome: 'ended' })
})

test('a paused thread is ended when it is let go on', async () => {
  const decide = (thread: Thread): Command =>
    limits(thread, { time: '1h' }) ?? wait({ reason: 'a nap', for: '5h' })
  const { run, engine, clock } = scenario({ decide })
  const { id } = await run()
  await engine.pause(id, ada)
  clock.advance(2 * 3_600_000)
  expect((await engine.drive(id)).thread.status).toBe('paused')
  await engine.resume(id, ada)
  expect((await engine.drive(id)).thread.status).toBe('failed')
})

test('a tool that fails again and again goes to a person, whose words the model sees and who starts it anew', async () => {
  const seen: string[] = []
  const script = replies(...again('break_down', 20))
  const model: Model = {
    ...script,
    reply(request, signal) {
      seen.push(request.messages.map(({ content }) => content ?? '').join('\n'))
      return script.reply(request, signal)
    },
  }
  const decide = (thread: Thread): Command =>
    failingTools(thread, { inARow: 3, ask: { to: 'ops' } }) ?? standardLoop(thread)
  const { run, engine } = scenario({ model, tools, decide })
  const asking = await run()
  expect(asking.status).toBe('waiting_for_human')
  expect(asking.requests[0]).toMatchObject({ tool: 'break_down', to: ['ops'] })
  expect(asking.requests[0]!.question).toBe(
    'break_down failed 3 times in a row (broken: it is broken). What now?',
  )
  const reply = { requestId: 'r1', answer: 'replied', person: ada, text: 'try the other door' } as const
  await engine.deliver(asking.id, reply)
  const { thread } = await engine.drive(asking.id)
  expect(seen.at(-1)).toContain('try the other door')
  expect(thread.counters.steps).toBe(6)
  expect(thread.status).toBe('waiting_for_human')

  await engine.deliver(thread.id, { requestId: 'r2', answer: 'rejected', person: ada, text: 'leave it' })
  expect((await engine.drive(thread.id)).thread.ending).toMatchObject({
    error: { code: 'tool_refused', message: expect.stringContaining('leave it') as string },
  })
})

test('silence on a failing tool is what the policy says', async () => {
  const decide = (thread: Thread): Command =>
    failingTools(thread, { inARow: 2, ask: { to: 'ops', deadline: '1h' } }) ?? standardLoop(thread)
  const { run, engine, clock } = scenario({ replies: again('break_down', 20), tools, decide })
  const { id } = await run()
  clock.advance(3_600_000)
  expect((await engine.drive(id)).thread.ending).toMatchObject({
    error: { code: 'tool_refused', message: expect.stringContaining('nobody answered in time') as string },
  })
})

test('a fallback acts once on each failure, and the failures of other tools are not meant', async () => {
  const decide = (thread: Thread): Command =>
    limits(thread, { steps: 6 }) ??
    failingTools(thread, {
      inARow: 2,
      tools: ['break_down'],
      fallback: ({ tool }) => nudge({ reason: `failures of ${tool}`, prompt: 'tester/use-another' }),
    }) ??
    standardLoop(thread)
  const list = [
    call('break_down'),
    call('look'),
    ...again('break_down', 2),
    call('no_such_tool'),
    call('look'),
  ]
  const thread = await scenario({ replies: list, tools, decide }).run()
  const nudges = thread.events.slice().filter(({ type }) => type === 'model_nudged')
  expect(nudges).toHaveLength(2)
  expect(thread.toolErrors).toMatchObject([{ tool: 'break_down', inARow: 3 }])
})

test('without a person or a fallback, a failing tool is the end', async () => {
  const decide = (thread: Thread): Command => failingTools(thread, { inARow: 2 }) ?? standardLoop(thread)
  const thread = await scenario({ replies: again('break_down', 20), tools, decide }).run()
  expect(thread.counters.steps).toBe(2)
  expect(last(thread, 'limit_reached')).toMatchObject({ limit: 'consecutiveErrors of break_down', value: 2 })
})

test('calls that take turns and tell nothing new: the model is nudged in the words of its file, then it ends', async () => {
  const list = Array.from({ length: 20 }, (_, i) => call('look', { at: i % 2 === 0 ? 'a' : 'b' }))
  const decide = (thread: Thread): Command => noProgress(thread) ?? standardLoop(thread)
  const { run, store } = scenario({ replies: list, tools, decide })
  const thread = await run()
  const nudged = last(thread, 'model_nudged')
  expect(nudged).toMatchObject({ reason: 'no_progress', prompt: { name: 'twelvefold/no-progress' } })
  expect(await store.text((nudged as { prompt: { hash: string } }).prompt.hash)).toContain(
    'description: test',
  )
  expect(thread.counters.steps).toBe(7)
  expect(thread.ending).toMatchObject({ error: { code: 'no_progress' } })
})

test('what is new is progress: another result, another input, the same call after something new', async () => {
  const other = (i: number) => call('look', { at: String(i) })
  const list = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? call('look') : other(i)))
  const decide = (thread: Thread): Command => noProgress(thread, { inARow: 2 }) ?? standardLoop(thread)
  const thread = await scenario({ replies: list, tools, decide }).run()
  expect(thread.status).toBe('finished')
  expect(typesOf(thread)).not.toContain('model_nudged')
})

test('a nudge that helps is forgotten: the next idle stretch is nudged again', async () => {
  const list = [...again('look', 4), call('look', { at: 'elsewhere' }), ...again('look', 20)]
  const decide = (thread: Thread): Command => noProgress(thread) ?? standardLoop(thread)
  const thread = await scenario({ replies: list, tools, decide }).run()
  expect(typesOf(thread).filter((type) => type === 'model_nudged')).toHaveLength(2)
})

test('a rule of your own is a plain function, and may deny a call with words for the model', async () => {
  const closed = (thread: Thread): Command | undefined => {
    const attic = thread.calls.filter((one) => one.state === 'chosen' && one.input['at'] === 'attic')
    return attic.length > 0
      ? denyCalls(
          attic.map(({ callId }) => callId),
          'the attic is closed',
        )
      : undefined
  }
  const decide = (thread: Thread): Command => closed(thread) ?? standardLoop(thread)
  const both = { calls: [call('look', { at: 'attic' }), call('look')].flatMap(({ calls = [] }) => calls) }
  const thread = await scenario({ replies: [both], tools, decide }).run()
  expect(last(thread, 'tool_call_failed')).toMatchObject({
    callId: '1',
    response: { error: { code: 'denied', message: 'the attic is closed' } },
  })
  expect(last(thread, 'tool_call_succeeded')).toBeDefined()
  expect(thread.counters.errors).toBe(0)
})

test.each([
  ['summarises for ever', () => compactContext(1, 'much')],
  ['nudges for ever', () => nudge({ reason: 'x', prompt: 'a/b' })],
] satisfies [string, () => Command][])('a decide that %s is stopped, and told why', async (_, decide) => {
  const thread = await scenario({ decide }).run()
  expect(thread.seq).toBeLessThan(30)
  expect(thread.ending).toMatchObject({ error: { code: 'stalled' } })
})

test('a decide that starts children for ever is stopped at the bound', async () => {
  const decide = (thread: Thread): Command => (thread.parent ? standardLoop(thread) : spawn('tester', 'go'))
  const thread = await scenario({ decide }, { children: { atOnce: 3 } }).run()
  expect(thread.children).toHaveLength(3)
  expect(last(thread, 'limit_reached')).toEqual({ limit: 'children at a time', value: 3, bound: 3 })
  expect(thread.ending).toMatchObject({ error: { code: 'limit_reached' } })
})
