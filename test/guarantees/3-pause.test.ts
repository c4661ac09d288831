import { expect, test } from 'vitest'
import { z } from 'zod'
import type { askModel } from '../../src/runtime/agents/command.ts'
import { wait } from '../../src/runtime/agents/command.ts'
import { standardLoop } from '../../src/runtime/agents/standard-loop.ts'
import { memoryStore } from '../../src/runtime/store/memory.ts'
import { succeeded } from '../../src/runtime/tools/tool.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { afterAppend } from '../changed-store.ts'
import { ada, call, scenario, testClock, typesOf } from '../scenario.ts'

function lookTool(runs: string[], effect: 'read' | 'idempotent' | 'once') {
  return defineTool({
    name: 'look',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect,
    run: async ({ idempotencyKey }) => {
      runs.push(idempotencyKey)
      return succeeded('seen')
    },
  })
}

test.each(['read', 'idempotent', 'once'] as const)(
  'a pause between the choice of a %s tool and its execution keeps it from running',
  async (effect) => {
    const runs: string[] = []
    const clock = testClock()
    const inner = memoryStore({ now: clock.now })
    // Another engine over the same store, as another process would have it.
    const other = scenario({ tools: [lookTool(runs, effect)] }, { store: inner, clock })
    const store = afterAppend(inner, 'next_step_chosen', (id) => other.engine.pause(id, ada, 'wait'))
    const { engine, run } = scenario(
      { replies: [call('look')], tools: [lookTool(runs, effect)] },
      { store, clock },
    )
    const thread = await run()
    expect(typesOf(thread)).toEqual(['thread_launched', 'next_step_chosen', 'paused'])
    expect(runs).toEqual([])
    await engine.resume(thread.id, ada)
    expect((await engine.drive(thread.id)).thread.status).toBe('finished')
    expect(runs).toEqual([`${thread.id}.1`])
  },
)

test('waiting holds no process: a new engine carries on after the answer', async () => {
  const first = scenario({ replies: [call('request_human_input', { question: 'which?' })] })
  const thread = await first.run()
  expect(thread.status).toBe('waiting_for_human')
  await first.engine.close()
  const second = scenario(
    { replies: [call('request_human_input', { question: 'which?' })] },
    { store: first.store, clock: first.clock },
  )
  await second.engine.deliver(thread.id, { requestId: '1', answer: 'replied', person: ada, text: 'that one' })
  const end = (await second.engine.drive(thread.id)).thread
  expect(end.status).toBe('finished')
  expect(end.events.at(4)).toMatchObject({
    type: 'tool_call_succeeded',
    data: { response: { success: true, data: { answer: 'that one' } } },
  })
})

test('a thread may wait for a year, and is due when its time has come', async () => {
  const decide: typeof standardLoop = (thread) =>
    thread.counters.sleeps === 0 ? wait({ reason: 'spring', for: '365d' }) : standardLoop(thread)
  const { engine, store, clock, run } = scenario({ decide })
  const thread = await run()
  expect(thread.status).toBe('sleeping')
  const now = (): string => new Date(clock.now()).toISOString()
  clock.advance(364 * 86_400_000)
  expect(await store.due(['tester'], now(), 10)).toEqual([])
  clock.advance(86_400_000)
  expect(await store.due(['tester'], now(), 10)).toEqual([thread.id])
  expect((await engine.drive(thread.id)).thread.status).toBe('finished')
})

test('a live lease keeps others away; one that ran out does not', async () => {
  const { engine, store, clock, run } = scenario(
    { replies: [call('request_human_input', { question: 'which?' })] },
    { leaseMs: 1_000 },
  )
  const thread = await run()
  await engine.deliver(thread.id, { requestId: '1', answer: 'replied', person: ada, text: 'x' })
  expect(await store.acquireLease(thread.id, 'another process', 1_000)).toBe(true)
  expect((await engine.drive(thread.id)).driven).toBe(false)
  clock.advance(2_000)
  expect((await engine.drive(thread.id)).thread.status).toBe('finished')
})

test('a worker drives everything that is due, and nothing that is not', async () => {
  const stop = new AbortController()
  const { engine } = scenario({ replies: [] })
  const ids = await Promise.all(['a', 'b', 'c'].map((input) => engine.launch('tester', input)))
  const paused = ids[2]!.threadId
  await engine.pause(paused, ada)
  const driven: string[] = []
  await engine.work({
    signal: stop.signal,
    onDriven: ({ thread }) => {
      driven.push(thread.id)
      if (driven.length === 2) stop.abort()
    },
  })
  expect(driven.toSorted()).toEqual([ids[0]!.threadId, ids[1]!.threadId].toSorted())
  expect((await engine.get(paused)).status).toBe('paused')
})

test('a step that changes nothing fails the thread as stalled', async () => {
  const { run } = scenario({ decide: () => ({ type: 'run_calls', callIds: [] }) })
  const thread = await run()
  expect(thread.ending).toMatchObject({ status: 'failed', error: { code: 'stalled' } })
})

test('decide that throws or returns nothing fails the thread with a reason', async () => {
  const throwing = scenario({
    decide: () => {
      throw new TypeError('cannot read x')
    },
  })
  expect((await throwing.run()).ending).toMatchObject({
    error: { code: 'decide_threw', message: 'decide threw: cannot read x' },
  })
  const silent = scenario({ decide: () => undefined as unknown as ReturnType<typeof askModel> })
  expect((await silent.run()).ending).toMatchObject({ error: { code: 'decide_returned_no_command' } })
})
