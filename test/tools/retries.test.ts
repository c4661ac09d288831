import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Thread } from '../../src/runtime/thread/thread.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import {
  failed,
  succeeded,
  type Effect,
  type ToolContext,
  type ToolResponse,
} from '../../src/runtime/tools/tool.ts'
import { makeError } from '../../src/runtime/errors/compact-error.ts'
import { ada, call, scenario, START, testClock, typesOf } from '../scenario.ts'

type Run = (attempt: number, context: ToolContext) => Promise<ToolResponse<string>>

interface Options {
  readonly effect?: Effect
  readonly retries?: number
  readonly timeoutMs?: number
}

function flaky(run: Run, { effect = 'read', retries = 2, timeoutMs = 60_000 }: Options = {}) {
  const attempts: string[] = []
  const tool = defineTool({
    name: 'act',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect,
    timeoutMs,
    ...(effect === 'once' ? {} : { retries }),
    run: (context) => {
      attempts.push(context.idempotencyKey)
      return run(attempts.length, context)
    },
  })
  return { tool, attempts }
}

const away = failed({ ...makeError('unavailable', 'the service is away'), retryable: true })
const outcome = (thread: Thread): unknown =>
  thread.events.slice().find(({ type }) => type === 'tool_call_succeeded' || type === 'tool_call_failed')
    ?.data

test.each(['read', 'idempotent'] as const)(
  '%s is attempted again with the same key, and told as one call',
  async (effect) => {
    const { tool, attempts } = flaky(async (n) => (n < 3 ? away : succeeded('at last')), { effect })
    const { run, clock } = scenario({ replies: [call('act')], tools: [tool] })
    const thread = await run()
    expect(outcome(thread)).toMatchObject({ response: { data: 'at last', metadata: { attempts: 3 } } })
    expect(attempts).toEqual([`${thread.id}.1`, `${thread.id}.1`, `${thread.id}.1`])
    // 250 ms, then 500.
    expect(clock.now() - START).toBe(750)
    expect(typesOf(thread).filter((type) => type === 'tool_call_started')).toHaveLength(
      effect === 'read' ? 0 : 1,
    )
  },
)

test('what is retryable and stays so fails after as many retries as the tool has', async () => {
  const { tool, attempts } = flaky(async () => away, { retries: 4 })
  const thread = await scenario({ replies: [call('act')], tools: [tool] }).run()
  expect(attempts).toHaveLength(5)
  expect(outcome(thread)).toMatchObject({
    response: { success: false, error: { code: 'unavailable' }, metadata: { attempts: 5 } },
  })
})

test('once is never attempted again, nor what failed for good', async () => {
  const once = flaky(async () => away, { effect: 'once' })
  await scenario({ replies: [call('act')], tools: [once.tool] }).run()
  expect(once.attempts).toHaveLength(1)
  const wrong = flaky(async () => failed(makeError('not_there', 'no such issue')))
  const thread = await scenario({ replies: [call('act')], tools: [wrong.tool] }).run()
  expect(wrong.attempts).toHaveLength(1)
  expect(outcome(thread)).not.toHaveProperty('response.metadata')
})

test('a network error that a tool throws is retryable', async () => {
  const { tool, attempts } = flaky(async (n) => {
    if (n === 1) throw Object.assign(new Error('reset'), { code: 'ECONNRESET' })
    return succeeded('fine')
  })
  await scenario({ replies: [call('act')], tools: [tool] }).run()
  expect(attempts).toHaveLength(2)
})

test('one that timed out and heeded its signal is attempted again', async () => {
  const { tool, attempts } = flaky(
    (n, { signal }) =>
      n > 1
        ? Promise.resolve(succeeded('fine'))
        : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    { timeoutMs: 5 },
  )
  const thread = await scenario({ replies: [call('act')], tools: [tool] }).run()
  expect(attempts).toHaveLength(2)
  expect(outcome(thread)).toMatchObject({ response: { data: 'fine', metadata: { attempts: 2 } } })
})

test('one that timed out and goes on is never called beside itself', async () => {
  const { tool, attempts } = flaky(() => new Promise(() => {}), { timeoutMs: 5 })
  const thread = await scenario({ replies: [call('act')], tools: [tool] }).run()
  expect(attempts).toHaveLength(1)
  expect(outcome(thread)).toMatchObject({ response: { error: { code: 'timed_out', retryable: true } } })
})

test('a pause between two attempts leaves the call open, and it runs again when the thread goes on', async () => {
  const { tool, attempts } = flaky(
    async (n, { threadId }) => {
      if (n > 1) return succeeded('fine')
      await engine.pause(threadId, ada)
      return away
    },
    { effect: 'idempotent' },
  )
  const { run, engine } = scenario({ replies: [call('act')], tools: [tool] })
  const paused = await run()
  expect([paused.status, attempts.length]).toEqual(['paused', 1])
  await engine.resume(paused.id, ada)
  const { thread } = await engine.drive(paused.id)
  expect(thread.status).toBe('finished')
  expect(attempts).toEqual([`${thread.id}.1`, `${thread.id}.1`])
})

test('a cancel between two attempts ends it: no further attempt, no outcome', async () => {
  const clock = testClock()
  const { tool, attempts } = flaky(async () => away)
  // Nothing else sleeps for 250 ms.
  const cancel = async (): Promise<void> => void (await engine.cancel('t1', ada))
  const { run, engine } = scenario(
    { replies: [call('act')], tools: [tool] },
    {
      clock: { ...clock, sleep: (ms, signal) => (ms === 250 ? cancel() : clock.sleep(ms, signal)) },
      newId: () => 't1',
    },
  )
  const thread = await run()
  expect(attempts).toHaveLength(1)
  expect(typesOf(thread)).toEqual(['thread_launched', 'next_step_chosen', 'cancelled'])
})

test.each([
  ['retries of a once tool', { effect: 'once', retries: 1 }],
  ['too many retries', { retries: 11 }],
  ['no time', { timeoutMs: 0 }],
  ['half a place', { concurrency: 0.5 }],
  ['no room for output', { outputLimit: 10 }],
  ['a secret by its value', { secrets: ['ghp_aaaa-BBBB'] }],
] as const)('%s is refused', (_, change) => {
  const { tool } = flaky(async () => away)
  const { retries: __, inputSchema: input, outputSchema: output, ...base } = tool
  const definition = { ...base, input, output, run: async () => away, ...change }
  const refused = (): unknown => defineTool(definition as never)
  expect(refused).toThrow(expect.objectContaining({ code: 'tool_invalid' }))
  expect(refused).not.toThrow(/ghp_/)
})
