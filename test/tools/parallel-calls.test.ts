import { expect, test } from 'vitest'
import { z } from 'zod'
import { approvals } from '../../src/runtime/agents/approvals.ts'
import { standardLoop } from '../../src/runtime/agents/standard-loop.ts'
import { memoryStore } from '../../src/runtime/store/memory.ts'
import type { Thread } from '../../src/runtime/thread/thread.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { succeeded, type Effect, type Tool } from '../../src/runtime/tools/tool.ts'
import { dyingBefore } from '../changed-store.ts'
import { ada, scenario, testClock, typesOf } from '../scenario.ts'

/** How many run at this moment, and how many did at most. */
interface Gauge {
  now: number
  most: number
  readonly runs: string[]
}

const gauge = (): Gauge => ({ now: 0, most: 0, runs: [] })

interface Options {
  readonly name?: string
  readonly effect?: Effect
  readonly concurrency?: number
}

function gaugedTool(at: Gauge, { name = 'act', effect = 'read', concurrency = 100 }: Options = {}): Tool {
  return defineTool({
    name,
    description: 'test',
    input: z.object({ n: z.number() }),
    output: z.number(),
    effect,
    concurrency,
    async run({ input: { n } }) {
      at.runs.push(`${name} ${n}`)
      at.most = Math.max(at.most, ++at.now)
      // Longer than the beginning of the others takes.
      for (let i = 0; i < 20; i++) await new Promise(setImmediate)
      at.now--
      if (n === 13) throw new Error('unlucky')
      return succeeded(n)
    },
  })
}

const calls = (count: number, tool = 'act') => ({
  calls: Array.from({ length: count }, (_, n) => ({ tool, input: { n } })),
})

const count = (thread: Thread, type: string): number => typesOf(thread).filter((one) => one === type).length

test.each(['read', 'idempotent', 'once'] as const)(
  '%s calls run beside each other, four at a time',
  async (effect) => {
    const at = gauge()
    const thread = await scenario({ replies: [calls(10)], tools: [gaugedTool(at, { effect })] }).run()
    expect(thread.status).toBe('finished')
    expect(at.most).toBe(4)
    expect(at.runs).toEqual(Array.from({ length: 10 }, (_, n) => `act ${n}`))
    expect(count(thread, 'tool_call_succeeded')).toBe(11)
  },
)

test.each([1, 3])('an agent says how many: %i', async (parallelCalls) => {
  const at = gauge()
  await scenario({ replies: [calls(6)], tools: [gaugedTool(at)], parallelCalls }).run()
  expect(at.most).toBe(parallelCalls)
})

test('a bound that is no whole number is refused', () => {
  expect(() => scenario({ parallelCalls: 0 })).toThrow(expect.objectContaining({ code: 'agent_invalid' }))
})

test('a tool says how many of its calls a process runs, over all threads; others do not wait for it', async () => {
  const at = gauge()
  const free = gauge()
  const tools = [gaugedTool(at, { concurrency: 2 }), gaugedTool(free, { name: 'free' })]
  const both = { calls: [...calls(3).calls, ...calls(1, 'free').calls] }
  const { run } = scenario({ replies: [both], tools })
  const threads = await Promise.all([run(), run(), run()])
  expect(threads.map(({ status }) => status)).toEqual(['finished', 'finished', 'finished'])
  expect(at.most).toBe(2)
  expect(at.runs).toHaveLength(9)
  expect(free.runs).toHaveLength(3)
})

test('a call that only waits for its turn has not started', async () => {
  const clock = testClock()
  const store = memoryStore({ now: clock.now })
  const at = gauge()
  const { run, engine } = scenario(
    { replies: [calls(2)], tools: [gaugedTool(at, { effect: 'once', concurrency: 1 })] },
    { store: dyingBefore(store, 'tool_call_succeeded'), clock },
  )
  await expect(run()).rejects.toMatchObject({ died: true })
  await engine.close()
  const [{ threadId } = { threadId: '' }] = await store.list()
  const events = await store.read(threadId)
  expect(events.filter(({ type }) => type === 'tool_call_started')).toHaveLength(1)
})

test('one that waits for a person, one that fails and one that is denied: no sibling runs twice', async () => {
  const at = gauge()
  const chosen = { calls: [1, 13, 100, 101, 2].map((n) => ({ tool: 'act', input: { n } })) }
  const { run, engine } = scenario({
    replies: [chosen],
    tools: [gaugedTool(at, { effect: 'once' })],
    decide: (thread) =>
      approvals(thread, ({ input }) => Number(input['n']) >= 100, { to: 'ops' }) ?? standardLoop(thread),
  })
  const asked = await run()
  expect(asked.status).toBe('waiting_for_human')
  expect(at.runs).toEqual(['act 1', 'act 13', 'act 2'])
  const [first, second] = asked.requests
  await engine.deliver(asked.id, { requestId: first!.requestId, answer: 'rejected', person: ada })
  expect((await engine.drive(asked.id)).thread.status).toBe('waiting_for_human')
  await engine.deliver(asked.id, { requestId: second!.requestId, answer: 'approved', person: ada })
  const { thread } = await engine.drive(asked.id)
  expect(thread.status).toBe('finished')
  expect(at.runs).toEqual(['act 1', 'act 13', 'act 2', 'act 101'])
  expect(count(thread, 'tool_call_started')).toBe(4)
  expect(count(thread, 'tool_call_failed')).toBe(2)
})

test('a pause while siblings run lets them end, starts no other, and nothing runs twice afterwards', async () => {
  const at = gauge()
  const pausing = defineTool({
    name: 'pause_it',
    description: 'test',
    input: z.object({ n: z.number() }),
    output: z.number(),
    effect: 'read',
    run: async ({ threadId, input }) => {
      await engine.pause(threadId, ada, 'hold on')
      return succeeded(input.n)
    },
  })
  const chosen = { calls: [...calls(1, 'pause_it').calls, ...calls(5).calls] }
  const { run, engine } = scenario({
    replies: [chosen],
    tools: [pausing, gaugedTool(at, { effect: 'once' })],
    parallelCalls: 2,
  })
  const paused = await run()
  expect(paused.status).toBe('paused')
  const before = [...at.runs]
  expect(before.length).toBeLessThan(5)
  await engine.resume(paused.id, ada)
  const { thread } = await engine.drive(paused.id)
  expect(thread.status).toBe('finished')
  expect(at.runs).toEqual(Array.from({ length: 5 }, (_, n) => `act ${n}`))
  expect(count(thread, 'tool_call_started')).toBe(5)
})

test('after a crash among parallel calls: the closed stay closed, once is asked about, read runs again', async () => {
  const clock = testClock()
  const store = memoryStore({ now: clock.now })
  const quick = gauge()
  const at = gauge()
  const tools = [gaugedTool(at, { effect: 'once' }), gaugedTool(quick, { name: 'look' })]
  const chosen = { calls: [...calls(2, 'look').calls, ...calls(2).calls] }
  // Outcomes come in the order of the calls: the process dies when the first `once` call would be closed.
  let outcomes = 0
  const dying = dyingBefore(store, 'tool_call_succeeded', () => ++outcomes === 3)
  const died = scenario({ replies: [chosen], tools, parallelCalls: 4 }, { store: dying, clock })
  await expect(died.run()).rejects.toMatchObject({ died: true })
  clock.advance(60_000)
  const [{ threadId } = { threadId: '' }] = await store.list()
  const { engine } = scenario({ replies: [chosen], tools, parallelCalls: 4 }, { store, clock })
  const { thread } = await engine.drive(threadId)
  expect(thread.status).toBe('waiting_for_human')
  expect(count(thread, 'tool_call_interrupted')).toBe(2)
  expect(quick.runs).toEqual(['look 0', 'look 1'])
  expect(at.runs).toEqual(['act 0', 'act 1'])
})

test('a call that waits for its turn does not start in a thread that was paused meanwhile', async () => {
  const runs: number[] = []
  const pausing = defineTool({
    name: 'act',
    description: 'test',
    input: z.object({ n: z.number() }),
    output: z.number(),
    effect: 'once',
    concurrency: 1,
    run: async ({ threadId, input: { n } }) => {
      runs.push(n)
      if (n === 0) await engine.pause(threadId, ada, 'hold on')
      return succeeded(n)
    },
  })
  const { run, engine } = scenario({ replies: [calls(3)], tools: [pausing] })
  const paused = await run()
  expect([paused.status, runs]).toEqual(['paused', [0]])
  await engine.resume(paused.id, ada)
  expect((await engine.drive(paused.id)).thread.status).toBe('finished')
  expect(runs).toEqual([0, 1, 2])
})
