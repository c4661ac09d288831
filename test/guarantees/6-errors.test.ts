import { expect, test } from 'vitest'
import { z } from 'zod'
import { limits } from '../../src/runtime/agents/limits.ts'
import { standardLoop } from '../../src/runtime/agents/standard-loop.ts'
import type { Model } from '../../src/runtime/models/model.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { succeeded } from '../../src/runtime/tools/tool.ts'
import { ModelCallFailed } from '../../src/runtime/twelvefold-error.ts'
import { call, replies, scenario, typesOf } from '../scenario.ts'

const ran: unknown[] = []
const act = defineTool({
  name: 'act',
  description: 'test',
  input: z.object({ count: z.number() }),
  output: z.object({ ok: z.boolean() }),
  effect: 'read',
  run: async ({ input }) => {
    ran.push(input)
    if (input.count === 0) throw new Error(`out of memory\n    at /srv/app.ts:1:1 token=${'s'.repeat(40)}`)
    return succeeded({ ok: true })
  },
})

test('a tool that throws is an event with one line, without stack and secrets, and the run goes on', async () => {
  const thread = await scenario({ replies: [call('act', { count: 0 })], tools: [act] }).run()
  expect(thread.status).toBe('finished')
  expect(thread.events.at(2)).toMatchObject({
    type: 'tool_call_failed',
    data: { response: { success: false, error: { message: 'out of memory' } } },
  })
})

test.each([
  ['prose', { text: 'I think I should deploy.' }, 'next_step_malformed', 'no_call'],
  ['an unknown tool', call('format_disk', {}), 'tool_call_failed', 'unknown_tool'],
  ['wrong types', call('act', { count: 'three' }), 'tool_call_failed', 'invalid_input'],
  [
    'arguments that are no JSON',
    { calls: [{ tool: 'act', input: '{"count":' }], text: 'hm' },
    'next_step_malformed',
    'malformed_input',
  ],
  [
    'a list as arguments',
    { calls: [{ tool: 'act', input: [1] }], text: 'hm' },
    'next_step_malformed',
    'malformed_input',
  ],
  [
    'a forged prototype',
    call('act', JSON.parse('{"__proto__":{"count":1}}') as object),
    'next_step_malformed',
    'forbidden_key',
  ],
  ['constructor as a tool', call('constructor', {}), 'tool_call_failed', 'unknown_tool'],
])('a reply with %s is an event, runs nothing, and the run goes on', async (_, reply, type, code) => {
  ran.length = 0
  const thread = await scenario({ replies: [reply], tools: [act] }).run()
  const event = thread.events.slice().find((one) => one.type === type)
  expect(JSON.stringify(event)).toContain(`"code":"${code}"`)
  expect(thread.counters.errors).toBeGreaterThan(0)
  expect(ran).toEqual([])
})

test('malformed replies for ever end at the limit', async () => {
  const prose: Model = {
    ...replies(),
    reply: async () => ({ calls: [], text: 'hm', usage: { inputTokens: 1, outputTokens: 1 } }),
  }
  const { run } = scenario({
    model: prose,
    decide: (thread) => limits(thread, { consecutiveErrors: 3 }) ?? standardLoop(thread),
  })
  const thread = await run()
  expect(thread.counters.steps).toBe(3)
  expect(typesOf(thread).slice(-2)).toEqual(['limit_reached', 'failed'])
})

test('provider limits are retried in code and never reach the context', async () => {
  let tries = 0
  const inner = replies()
  const sent: string[] = []
  const model: Model = {
    ...inner,
    async reply(request, signal) {
      sent.push(JSON.stringify(request.messages))
      if (++tries < 3) throw new ModelCallFailed('429 slow down', { retryable: true, retryAfterMs: 2_000 })
      return inner.reply(request, signal)
    },
  }
  const { clock, run } = scenario({ model })
  const before = clock.now()
  const thread = await run()
  expect(thread.status).toBe('finished')
  expect(typesOf(thread)).not.toContain('model_call_failed')
  expect(clock.now() - before).toBeGreaterThanOrEqual(4_000)
  expect(new Set(sent).size).toBe(1)
})

test('a provider that stays away lets the thread sleep longer each time, then fail with the reason', async () => {
  const model: Model = {
    ...replies(),
    reply: () => Promise.reject(new ModelCallFailed('503 overloaded', { retryable: true })),
  }
  const { engine, clock, run } = scenario({ model })
  const { id } = await run()
  for (let i = 0; i < 5; i++) {
    clock.advance(3_600_000)
    await engine.drive(id)
  }
  const thread = await engine.get(id)
  expect(thread.ending).toMatchObject({ status: 'failed', error: { code: 'model_call_failed' } })
  expect(thread.counters.modelFailures).toBe(5)
  expect(thread.counters.sleeps).toBe(4)
})

test('a failure of the provider that cannot pass fails the thread at once', async () => {
  const model: Model = {
    ...replies(),
    reply: () => Promise.reject(new ModelCallFailed('401 bad key', { retryable: false })),
  }
  const thread = await scenario({ model }).run()
  expect(typesOf(thread)).toEqual(['thread_launched', 'model_call_failed', 'failed'])
})

test('an output that is not of the declared shape is a failed call', async () => {
  const liar = defineTool({
    name: 'liar',
    description: 'test',
    input: z.object({}),
    output: z.object({ ok: z.boolean() }),
    effect: 'read',
    run: async () => succeeded({ ok: 'yes' } as unknown as { ok: boolean }),
  })
  const thread = await scenario({ replies: [call('liar')], tools: [liar] }).run()
  expect(thread.events.at(2)).toMatchObject({ data: { response: { error: { code: 'invalid_output' } } } })
})

test('a secret that a tool was handed is masked in everything that is appended', async () => {
  const leaky = defineTool({
    name: 'leaky',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect: 'read',
    secrets: ['DEPLOY_KEY'],
    run: async ({ secrets }) => succeeded(`the key is ${secrets.DEPLOY_KEY}`),
  })
  const { run } = scenario(
    { replies: [call('leaky')], tools: [leaky] },
    { secrets: (name) => (name === 'DEPLOY_KEY' ? 'hunter2"quoted' : undefined) },
  )
  const thread = await run()
  expect(thread.events.at(2)).toMatchObject({ data: { response: { data: 'the key is [redacted]' } } })
})
