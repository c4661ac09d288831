// What every model must do that speaks with a provider, streaming or not. Each case plans what the provider says.
import { expect } from 'vitest'
import type { WireReply } from '../../../test/wire/wire.ts'
import type { WireServer } from '../../../test/wire/wire-server.ts'
import type { ToolSpec } from '../context/message.ts'
import type { ModelReply, ModelRequest, ReplyDelta } from './model.ts'

/** One model, asked over the wire. */
export interface Asked {
  readonly ask: (request?: Partial<ModelRequest>, signal?: AbortSignal) => Promise<ModelReply>
  /** What was streamed so far; nothing without streaming. */
  readonly deltas: readonly ReplyDelta[]
  readonly isStreaming: boolean
  readonly server: WireServer
  /** The wire gives calls no ids, or always reports usage, or has no such end: what cannot be asked of it. */
  readonly lacks: ReadonlySet<Lack>
}

export type Lack = 'raw arguments' | 'missing usage' | 'reasoning tokens'

export interface ModelCase {
  readonly planned: readonly WireReply[]
  readonly check: (asked: Asked) => Promise<void>
}

const act: ToolSpec = {
  name: 'act',
  description: 'Acts.',
  inputSchema: { type: 'object', properties: { count: { type: 'number' } }, required: ['count'] },
}
const hello: ModelRequest = {
  messages: [
    { role: 'system', content: 'You act.' },
    { role: 'user', content: 'Go.' },
  ],
  tools: [act],
}
const oneCall: WireReply = { calls: [{ tool: 'act', arguments: '{"count":3}' }] }

export const greeting = hello

export const modelCases: Readonly<Record<string, ModelCase>> = {
  'a call is a tool and its input': {
    planned: [oneCall],
    async check({ ask, server, deltas, isStreaming }) {
      const reply = await ask()
      expect(reply).toMatchObject({ calls: [{ tool: 'act', input: { count: 3 } }] })
      expect(reply.text).toBeUndefined()
      expect(reply.cut).toBeUndefined()
      const sent = JSON.stringify(server.requests[0]!.body)
      for (const part of ['You act.', 'Go.', 'Acts.', '"count"']) expect(sent).toContain(part)
      const input = deltas.filter(({ tool }) => tool === 'act').map(({ text }) => text)
      expect(input.join('')).toBe(isStreaming ? '{"count":3}' : '')
    },
  },
  'what is said beside a call is its text': {
    planned: [{ ...oneCall, text: 'I shall act.' }],
    async check({ ask, deltas, isStreaming }) {
      expect(await ask()).toMatchObject({ text: 'I shall act.', calls: [{ tool: 'act' }] })
      const said = deltas.filter(({ tool }) => tool === undefined).map(({ text }) => text)
      expect(said.join('')).toBe(isStreaming ? 'I shall act.' : '')
    },
  },
  'parallel calls keep their order, and have ids of their own': {
    planned: [{ calls: ['1', '2', '3'].map((count) => ({ tool: 'act', arguments: `{"count":${count}}` })) }],
    async check({ ask }) {
      const { calls } = await ask()
      expect(calls.map(({ input }) => input)).toEqual([{ count: 1 }, { count: 2 }, { count: 3 }])
      expect(new Set(calls.map(({ id }) => id)).size).toBe(3)
    },
  },
  'results of earlier calls are sent back': {
    planned: [oneCall],
    async check({ ask, server }) {
      await ask({
        messages: [
          ...hello.messages,
          { role: 'assistant', calls: [{ callId: '1', tool: 'act', input: { count: 41 } }] },
          { role: 'tool', callId: '1', tool: 'act', content: '{"success":true,"data":"forty-two"}' },
        ],
      })
      const sent = JSON.stringify(server.requests[0]!.body)
      expect(sent).toContain('41')
      expect(sent).toContain('forty-two')
    },
  },
  'usage is as reported': {
    planned: [{ ...oneCall, usage: { input: 100, output: 20, cached: 60, reasoning: 15 } }],
    async check({ ask, lacks }) {
      const reasoning = lacks.has('reasoning tokens') ? {} : { reasoningTokens: 15 }
      expect((await ask()).usage).toEqual({
        inputTokens: 100,
        outputTokens: 20,
        cachedInputTokens: 60,
        ...reasoning,
      })
    },
  },
  'usage that is not reported is unknown, and not 0': {
    planned: [{ ...oneCall, usage: 'none' }],
    async check({ ask, lacks }) {
      const { usage } = await ask()
      if (!lacks.has('missing usage')) expect(usage).toEqual({})
    },
  },
  'a refusal is cut by a filter, and calls nothing': {
    planned: [{ text: 'I cannot help with that.', end: 'refusal' }],
    async check({ ask }) {
      expect(await ask()).toMatchObject({ calls: [], cut: 'filter' })
    },
  },
  'a reply that is too long says so': {
    planned: [{ text: 'And then', end: 'length' }],
    async check({ ask }) {
      expect(await ask()).toMatchObject({ calls: [], text: 'And then', cut: 'length' })
    },
  },
  'a filter says so': {
    planned: [{ text: 'And', end: 'filter' }],
    async check({ ask }) {
      expect(await ask()).toMatchObject({ calls: [], cut: 'filter' })
    },
  },
  'arguments that are no JSON stay text': {
    planned: [{ calls: [{ tool: 'act', arguments: '{"count":' }] }],
    async check({ ask, lacks }) {
      if (lacks.has('raw arguments')) return expectFailure(ask(), { retryable: true })
      expect(await ask()).toMatchObject({ calls: [{ tool: 'act', input: '{"count":' }] })
    },
  },
  'a reply that breaks off is a failure that may pass': {
    planned: [{ ...oneCall, text: 'I shall act on it now.', fault: 'cut' }],
    check: ({ ask }) => expectFailure(ask(), { retryable: true }),
  },
  'a reply that ends early is a failure that may pass': {
    planned: [{ ...oneCall, text: 'I shall act on it now.', fault: 'end' }],
    check: ({ ask }) => expectFailure(ask(), { retryable: true }),
  },
  'a success that is no reply is a failure that may pass': {
    planned: [{ body: '<html>the proxy says hello</html>' }],
    check: ({ ask }) => expectFailure(ask(), { retryable: true }),
  },
  'too many requests: whether and when to try again': {
    planned: [{ status: 429, headers: { 'retry-after': '7' } }],
    async check({ ask, server }) {
      await expectFailure(ask(), { retryable: true, retryAfterMs: 7_000 })
      expect(server.requests.length).toBe(1)
    },
  },
  'an error of the provider may pass': {
    planned: [{ status: 500 }],
    async check({ ask, server }) {
      await expectFailure(ask(), { retryable: true })
      expect(server.requests.length).toBe(1)
    },
  },
  'a key that is not accepted does not pass, and says what to do': {
    planned: [{ status: 401 }],
    check: ({ ask }) =>
      expectFailure(ask(), {
        retryable: false,
        hint: 'check the key of this provider: it does not accept it',
      }),
  },
  'a provider that stalls is left when the signal says so': {
    planned: [{ ...oneCall, text: 'I shall act on it now.', fault: 'stall' }],
    async check({ ask, server }) {
      const stop = new AbortController()
      const asking = ask({}, stop.signal)
      await server.received(1)
      const started = performance.now()
      stop.abort()
      await expectFailure(asking, {})
      // The provider sees it too: what nobody waits for is not thought to its end.
      await server.requests[0]!.closed
      expect(performance.now() - started).toBeLessThan(2_000)
    },
  },
  'JSON can be asked for in place of calls': {
    planned: [{ text: '{"calls":[{"tool":"act","input":{"count":3}}]}' }],
    async check({ ask, server }) {
      const schema = { type: 'object', properties: { calls: { type: 'array', description: 'steps' } } }
      const reply = await ask({ tools: [], format: { name: 'next_step', schema } })
      expect(reply.text).toBe('{"calls":[{"tool":"act","input":{"count":3}}]}')
      expect(JSON.stringify(server.requests[0]!.body)).toContain('"steps"')
    },
  },
}

async function expectFailure(asking: Promise<unknown>, members: object): Promise<void> {
  await expect(asking).rejects.toMatchObject({ code: 'model_call_failed', ...members })
}
