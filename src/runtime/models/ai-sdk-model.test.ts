import { MockLanguageModelV3 } from 'ai/test'
import { expect, test } from 'vitest'
import { call, scenario } from '../../../test/scenario.ts'
import { aiSdkFailure } from './ai-sdk-failure.ts'
import { aiSdkModel, type AiSdkLanguageModel } from './ai-sdk-model.ts'
import { resolveModel } from './resolve-model.ts'

type Options = Parameters<MockLanguageModelV3['doGenerate']>[0]

const usage = {
  inputTokens: { total: 40, noCache: 40, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 7, text: 7, reasoning: 0 },
}

/** A provider of the AI SDK that calls a tool it was offered, then says that it is done. */
function provider(seen: Options[]): MockLanguageModelV3 {
  return new MockLanguageModelV3({
    provider: 'mock',
    modelId: 'mock-1',
    doGenerate: async (options) => {
      seen.push(options)
      const isFirst = seen.length === 1
      const [toolName, input] = isFirst ? ['nowhere', '{}'] : ['done_for_now', '{"message":"bye"}']
      return {
        content: [{ type: 'tool-call', toolCallId: 'theirs', toolName: toolName, input: input }],
        finishReason: { unified: 'tool-calls', raw: undefined },
        usage,
        warnings: [],
      }
    },
  })
}

test('a provider of the AI SDK is handed in as an object, and drives a thread', async () => {
  const seen: Options[] = []
  const { run } = scenario({ model: resolveModel(provider(seen)) })
  const thread = await run('say bye')
  expect(thread.ending).toEqual({ status: 'finished', result: 'bye' })
  expect(thread.events.at(1)).toMatchObject({
    data: { model: { id: 'mock/mock-1', source: 'provider' }, usage: { inputTokens: 40, outputTokens: 7 } },
  })
  expect(seen[0]!.tools!.map(({ name }) => name)).toEqual(['request_human_input', 'done_for_now'])
  expect(seen[0]!.toolChoice).toEqual({ type: 'required' })
  expect(seen[1]!.prompt.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool'])
  expect(seen[1]!.prompt[3]!.content[0]).toMatchObject({
    type: 'tool-result',
    toolCallId: '1',
    toolName: 'nowhere',
  })
})

test('the results of one step stand in one message', async () => {
  const seen: Options[] = []
  const model = aiSdkModel(provider(seen))
  const signal = new AbortController().signal
  const calls = ['1', '2'].map((callId) => ({ callId, tool: 'x', input: {} }))
  const results = calls.map(({ callId }) => ({ role: 'tool' as const, callId, tool: 'x', content: '{}' }))
  await model.reply({ messages: [{ role: 'assistant', calls }, ...results], tools: [] }, signal)
  expect(seen[0]!.prompt.map(({ role, content }) => [role, content.length])).toEqual([
    ['assistant', 2],
    ['tool', 2],
  ])
  expect(seen[0]!.toolChoice).toBeUndefined()
})

test.each([
  [{ statusCode: 429, isRetryable: true, responseHeaders: { 'retry-after': '3' } }, true, 3_000],
  [{ statusCode: 429, responseHeaders: { 'retry-after-ms': '1500', 'retry-after': '9' } }, true, 1_500],
  [{ statusCode: 401 }, false, undefined],
  [{ statusCode: 200 }, true, undefined],
  [{ name: 'AI_LoadAPIKeyError' }, false, undefined],
  [{ statusCode: 503 }, true, undefined],
  [{}, true, undefined],
  [{ name: 'AbortError' }, false, undefined],
])('a failure %j says whether it may pass', async (members, retryable, retryAfterMs) => {
  const model: AiSdkLanguageModel = {
    specificationVersion: 'v3',
    provider: 'mock',
    modelId: 'mock-1',
    doGenerate: () => Promise.reject(Object.assign(new Error('no'), members)),
  }
  const failure = aiSdkModel(model).reply({ messages: [], tools: [] }, new AbortController().signal)
  await expect(failure).rejects.toMatchObject({ code: 'model_call_failed', retryable, retryAfterMs })
})

test('usage of earlier specifications is a number, and arguments that are no JSON stay text', async () => {
  const model: AiSdkLanguageModel = {
    specificationVersion: 'v2',
    provider: 'mock',
    modelId: 'mock-1',
    doGenerate: async () => ({
      content: [
        { type: 'tool-call', toolName: 'x', input: '{"a":' },
        { type: 'text', text: 'hm' },
      ],
      usage: { inputTokens: 5, outputTokens: undefined },
    }),
  }
  const reply = await aiSdkModel(model).reply({ messages: [], tools: [] }, new AbortController().signal)
  expect(reply).toEqual({
    calls: [{ tool: 'x', input: '{"a":' }],
    text: 'hm',
    usage: { inputTokens: 5 },
  })
})

test('a scripted model says that it is one', async () => {
  const thread = await scenario({ replies: [call('nowhere')] }).run()
  expect(thread.events.at(1)).toMatchObject({ data: { model: { source: 'scripted' } } })
})

test('a name is not a model', () => {
  expect(() => resolveModel('anthropic/x')).toThrow(expect.objectContaining({ code: 'model_unavailable' }))
})

/** A model of ours over one whose reply is this. */
const saying = (result: object, seen: object[] = [], specificationVersion = 'v4') =>
  aiSdkModel({
    specificationVersion,
    provider: 'mock.chat',
    modelId: 'mock-1',
    doGenerate: async (options: object) => {
      seen.push(options)
      return { content: [], usage: undefined, ...result }
    },
  })
const never = new AbortController().signal
const nothing = { messages: [], tools: [] }

test('the interface of a provider is no part of its name', () => {
  expect(saying({}).id).toBe('mock/mock-1')
})

test('what a provider ran itself is no call of ours', async () => {
  const ran = { type: 'tool-call', toolName: 'web_search', input: '{}', providerExecuted: true }
  expect(await saying({ content: [ran] }).reply(nothing, never)).toEqual({ calls: [], usage: {} })
})

test('of specification v4 the JSON that was asked for is the text', async () => {
  const content = [{ type: 'text', text: 'Here it is: {}' }]
  const reply = await saying({ content, structuredOutputText: '{}' }).reply(nothing, never)
  expect(reply.text).toBe('{}')
})

test('how the author of a prompt wants the model to be asked is passed on', async () => {
  const seen: object[] = []
  await saying({}, seen).reply({ ...nothing, settings: { temperature: 0, maxOutputTokens: 500 } }, never)
  expect(seen[0]).toMatchObject({ temperature: 0, maxOutputTokens: 500 })
})

test.each([
  ['12', 12_000],
  ['0', 0],
  ['-5', 0],
  ['soon', undefined],
  [new Date(Date.now() + 30_000).toUTCString(), 30_000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
])('retry-after "%s" is %s ms', (header, milliseconds) => {
  const { retryAfterMs } = aiSdkFailure('m', { statusCode: 429, responseHeaders: { 'retry-after': header } })
  if (milliseconds === undefined) expect(retryAfterMs).toBeUndefined()
  else expect(Math.abs(retryAfterMs! - milliseconds)).toBeLessThan(10_000)
})

test('a stream that never ends is left, and its connection with it', async () => {
  let isLeft = false
  const delta = 'x'.repeat(100_000)
  const stream = new ReadableStream({
    pull: (controller) => controller.enqueue({ type: 'text-delta', id: '0', delta }),
    cancel: () => void (isLeft = true),
  })
  const model = aiSdkModel({
    specificationVersion: 'v3',
    provider: 'mock',
    modelId: 'mock-1',
    doGenerate: () => Promise.reject(new TypeError('not asked for')),
    doStream: async () => ({ stream }),
  })
  await expect(model.reply(nothing, never, () => {})).rejects.toMatchObject({
    message: 'mock/mock-1: the reply has no end',
    retryable: false,
  })
  expect(isLeft).toBe(true)
})
