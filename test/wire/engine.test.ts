import { expect, test } from 'vitest'
import type { StepDelta } from '../../src/runtime/engine/engine.ts'
import type { EventData } from '../../src/runtime/thread/event.ts'
import type { AiSdkLanguageModel } from '../../src/runtime/models/ai-sdk-model.ts'
import { ada, typesOf } from '../scenario.ts'
import { wireProviders } from './providers.ts'
import type { WireReply } from './wire.ts'
import { DONE, wireEngine, type WireEngine } from './wire-engine.ts'
import { withWireServer, type WireServer } from './wire-server.ts'

interface Over extends WireEngine {
  readonly server: WireServer
  readonly threadId: string
}

const names = wireProviders.map(({ name }) => name)
const act: WireReply = { calls: [{ tool: 'act', arguments: '{"count":3}' }], text: 'I shall act.' }

/** A thread of an agent on that package, at a provider that says this. */
function over<T>(
  name: string,
  planned: readonly WireReply[],
  use: (over: Over) => Promise<T>,
  options: Parameters<typeof wireEngine>[1] = {},
): Promise<T> {
  const provider = wireProviders.find((one) => one.name === name)!
  return withWireServer(provider.format, planned, async (server) => {
    const wired = wireEngine(provider.model(server.url), options)
    const { threadId } = await wired.engine.launch('tester', 'go')
    return use({ ...wired, server, threadId })
  })
}

test.each(names)('%s: too many requests: the retry waits as long as it is asked to', (name) =>
  over(name, [{ status: 429, headers: { 'retry-after': '7' } }, act, DONE], async (on) => {
    const { thread } = await on.engine.drive(on.threadId)
    expect(thread.ending).toEqual({ status: 'finished', result: 'done' })
    expect(on.slept).toEqual([7_000])
    expect(on.ran()).toBe(1)
    expect(typesOf(thread)).not.toContain('model_call_failed')
  }),
)

test.each(names)('%s: longer than a minute no process waits: the thread sleeps', (name) =>
  over(name, [{ status: 429, headers: { 'retry-after': '120' } }], async (on) => {
    const { thread } = await on.engine.drive(on.threadId)
    expect(typesOf(thread)).toEqual(['thread_launched', 'model_call_failed', 'slept'])
    expect(thread.events.at(1)!.data).toMatchObject({ attempts: 1, retryAfterMs: 120_000 })
    const { at, data } = thread.events.at(2)!
    const asleep = Date.parse((data as { until: string }).until) - Date.parse(at)
    expect(Math.round(asleep / 1_000)).toBe(120)
    expect(on.slept).toEqual([])
  }),
)

test.each(names)('%s: errors of the provider are retried, and never reach the context', (name) =>
  over(name, [{ status: 500 }, { status: 503 }, DONE], async (on) => {
    const { thread } = await on.engine.drive(on.threadId)
    expect(thread.ending).toEqual({ status: 'finished', result: 'done' })
    expect(typesOf(thread)).toEqual([
      'thread_launched',
      'next_step_chosen',
      'tool_call_succeeded',
      'finished',
    ])
    const [first, ...others] = on.server.requests.map(({ body }) => body)
    for (const body of others) expect(body).toEqual(first)
  }),
)

test.each(names)('%s: a provider that stalls is asked again', (name) =>
  over(
    name,
    [{ ...act, fault: 'stall' }, DONE],
    async (on) => {
      const { thread } = await on.engine.drive(on.threadId)
      expect(thread.ending).toEqual({ status: 'finished', result: 'done' })
      expect(on.ran()).toBe(0)
      await on.server.requests[0]!.closed
    },
    // Twice so long is had by the reply that comes, on a machine that is busy too.
    { modelTimeoutMs: 300 },
  ),
)

test.each(names)('%s: a cancel reaches a provider that stalls within two seconds', (name) =>
  over(name, [{ ...act, fault: 'stall' }], async (on) => {
    const driving = on.engine.drive(on.threadId)
    await on.server.received(1)
    const started = performance.now()
    await on.engine.cancel(on.threadId, ada)
    const { thread } = await driving
    await on.server.requests[0]!.closed
    await on.engine.close()
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(typesOf(thread)).toEqual(['thread_launched', 'cancelled'])
    expect(typesOf(await on.engine.get(on.threadId))).toEqual(['thread_launched', 'cancelled'])
    expect(on.ran()).toBe(0)
  }),
)

test.each(names)(
  '%s: whoever looks on sees the reply as it comes; the store never holds a part of it',
  (name) =>
    over(name, [{ ...act, fault: 'cut' }, act, DONE], async (on) => {
      const deltas: StepDelta[] = []
      const events: string[] = []
      const watching = (async () => {
        const onDelta = (delta: StepDelta): void => {
          deltas.push(delta)
          // Whoever looks on must not be able to break what it looks at.
          throw new Error('the screen is broken')
        }
        for await (const { type } of on.engine.subscribe(on.threadId, { onDelta })) events.push(type)
      })()
      const { thread } = await on.engine.drive(on.threadId)
      await watching
      const said = (attempt: number, tool?: string): string =>
        deltas
          .filter((delta) => delta.attempt === attempt && delta.tool === tool)
          .map(({ text }) => text)
          .join('')
      expect(said(2)).toBe('I shall act.')
      expect(said(2, 'act')).toBe('{"count":3}')
      // The first attempt broke off: what had come of it is void.
      expect('I shall act.'.startsWith(said(1).slice(0, 12))).toBe(true)
      expect(events).toEqual(typesOf(thread))
      expect(typesOf(thread)).not.toContain('next_step_malformed')
      expect(on.ran()).toBe(1)
    }),
)

test.each(names)('%s: a reply that comes after a cancel is recorded, and not acted on', (name) => {
  let release = (): void => {}
  const after = new Promise<void>((resolve) => (release = resolve))
  const provider = wireProviders.find((one) => one.name === name)!
  return withWireServer(provider.format, [{ ...act, after }], async (server) => {
    const model = provider.model(server.url)
    // As a provider would be that does not listen.
    const deaf: AiSdkLanguageModel = {
      specificationVersion: model.specificationVersion,
      provider: model.provider,
      modelId: model.modelId,
      doGenerate: (options: object) => model.doGenerate({ ...options, abortSignal: undefined } as never),
    }
    const { engine, ran } = wireEngine(deaf)
    const { threadId } = await engine.launch('tester', 'go')
    const driving = engine.drive(threadId)
    await server.received(1)
    await engine.cancel(threadId, ada)
    expect((await driving).thread.status).toBe('cancelled')
    release()
    await engine.close()
    const thread = await engine.get(threadId)
    expect(typesOf(thread)).toEqual(['thread_launched', 'cancelled', 'next_step_chosen'])
    expect(thread.status).toBe('cancelled')
    expect(thread.counters.calls).toBe(0)
    expect(ran()).toBe(0)
  })
})

test('without anybody who looks on a reply is asked for whole', () =>
  over('openai v3', [DONE], async (on) => {
    await on.engine.drive(on.threadId)
    expect(on.server.requests[0]!.body).not.toHaveProperty('stream')
  }))

const says = (calls: readonly object[]): WireReply => ({ text: JSON.stringify({ calls }) })
const acts = { tool: 'act', input: { count: 3 } }
const ends = { tool: 'done_for_now', input: { message: 'done' } }

test.each(names)('%s: a decision by JSON is asked for by its shape, and carried out', (name) =>
  over(
    name,
    [says([acts]), says([ends])],
    async (on) => {
      const { thread } = await on.engine.drive(on.threadId)
      expect(thread.ending).toEqual({ status: 'finished', result: 'done' })
      expect(on.ran()).toBe(1)
      const [first, second] = on.server.requests.map(({ body }) => JSON.stringify(body))
      for (const part of ['done_for_now', 'Acts.', 'count']) expect(first).toContain(part)
      expect(second).toContain('{\\"tool\\":\\"act\\",\\"input\\":{\\"count\\":3}}')
      // What was decided is kept as calls, and not a second time as text.
      expect(thread.events.at(1)!.data).not.toHaveProperty('text')
    },
    { decision: 'json' },
  ),
)

test.each<[string, WireReply, string, string]>([
  ['prose', { text: 'I shall act.' }, 'next_step_malformed', 'no_call'],
  ['JSON that breaks off', { text: '{"calls":[{"tool":"act"' }, 'next_step_malformed', 'malformed_json'],
  ['calls that are no list', { text: '{"calls":{}}' }, 'next_step_malformed', 'malformed_json'],
  ['a call without a tool', says([{ input: {} }]), 'next_step_malformed', 'malformed_json'],
  ['no calls', says([]), 'next_step_malformed', 'no_call'],
  ['no input', says([{ tool: 'act' }]), 'next_step_malformed', 'malformed_input'],
  ['an unknown tool', says([{ tool: 'fly', input: {} }]), 'tool_call_failed', 'unknown_tool'],
  ['wrong types', says([{ tool: 'act', input: { count: 'x' } }]), 'tool_call_failed', 'invalid_input'],
  [
    '__proto__',
    { text: '{"calls":[{"tool":"act","input":{"count":1,"__proto__":{}}}]}' },
    'next_step_malformed',
    'forbidden_key',
  ],
  ['two endings', says([ends, ends]), 'next_step_malformed', 'two_endings'],
  ['a cut', { ...says([acts]), end: 'length' }, 'next_step_malformed', 'cut_off'],
])('a decision by JSON with %s is an event, runs nothing, and is asked for again', (_, bad, type, code) =>
  over(
    'compatible v3',
    [bad, says([ends])],
    async (on) => {
      const { thread } = await on.engine.drive(on.threadId)
      const event = thread.events.slice().find((one) => one.type === type)
      expect(JSON.stringify(event)).toContain(`"code":"${code}"`)
      expect(on.ran()).toBe(0)
      expect(thread.ending).toEqual({ status: 'finished', result: 'done' })
    },
    { decision: 'json' },
  ),
)

test('a decision by JSON may stand in a fence, and a single call by itself', () =>
  over(
    'compatible v3',
    [{ text: '```json\n{"tool":"act","input":{"count":3}}\n```' }, says([ends])],
    async (on) => {
      expect((await on.engine.drive(on.threadId)).thread.status).toBe('finished')
      expect(on.ran()).toBe(1)
    },
    { decision: 'json' },
  ))

test('after a malformed reply the model is told so, in the words of the prompt file', () =>
  over('openai chat v3', [{ text: 'I shall act.' }, DONE], async (on) => {
    const { thread } = await on.engine.drive(on.threadId)
    const { reask } = thread.events.at(1)!.data as EventData['next_step_malformed']
    expect(reask!.prompt.name).toBe('twelvefold/malformed-reply')
    expect(reask!.text).toContain('Your last reply called no tool')
    expect(on.server.requests[1]!.body['messages']).toMatchObject([
      { role: 'system' },
      { role: 'user' },
      { role: 'assistant', content: 'I shall act.' },
      { role: 'user', content: reask!.text },
    ])
  }))
