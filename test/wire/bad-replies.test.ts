import { expect, test } from 'vitest'
import type { Thread } from '../../src/runtime/thread/thread.ts'
import { badReplies, type Follows } from './bad-replies.ts'
import { wireProviders, type WireProvider } from './providers.ts'
import type { WireReply } from './wire.ts'
import { DONE, wireEngine } from './wire-engine.ts'
import { withWireServer } from './wire-server.ts'

/** Packages of specification v3 are asked for whole replies, those of v4 for streams. */
const modeOf = ({ name }: WireProvider): string => (name.endsWith('v3') ? 'whole' : 'streaming')

/** The event that follows at this provider; undefined where its wire cannot say it. */
function followsAt(provider: WireProvider, kind: string): Follows | undefined {
  const { follows, but = {} } = badReplies[kind]!
  const place = `${provider.name.replace(/ v\d$/, '')} ${modeOf(provider)}`
  const exception = Object.keys(but).find(
    (start) => place.startsWith(start) && !place.startsWith(`${start}chat`),
  )
  return exception === undefined ? follows : but[exception]
}

const table = wireProviders.flatMap((provider) =>
  Object.keys(badReplies).flatMap((kind) => {
    const follows = followsAt(provider, kind)
    return follows ? [[`${provider.name} ${modeOf(provider)}`, kind, ...follows] as const] : []
  }),
)

test.each(table)(
  '%s: the bad reply "%s" -> %s %s, no effect, and the model is asked again',
  async (where, kind, event, code) => {
    const provider = wireProviders.find((one) => where.startsWith(one.name))!
    const { says } = badReplies[kind]!
    const isRetried = event === 'model_call_failed'
    const { ran, thread, asked } = await runOn(provider, isRetried ? [says, says, says] : [says, DONE], says)
    expect(followsIn(thread)).toEqual([event, code])
    expect(ran).toBe(0)
    expect(asked).toBe(isRetried ? 3 : 2)
    if (isRetried) expect(thread.status).toBe('sleeping')
    else expect(thread.ending).toEqual({ status: 'finished', result: 'done' })
  },
)

test('at least thirty kinds of bad replies meet every provider', () => {
  for (const provider of wireProviders) {
    const kinds = Object.keys(badReplies).filter((kind) => followsAt(provider, kind))
    expect(kinds.length).toBeGreaterThanOrEqual(30)
  }
})

/** The first event that tells of something bad, and the code of its error. */
function followsIn(thread: Thread): readonly [string, string] | undefined {
  for (const { type, data } of thread.events) {
    if (type === 'next_step_malformed' || type === 'model_call_failed') return [type, data.error.code]
    if (type === 'tool_call_failed') return [type, data.response.error.code]
  }
  return undefined
}

/** A thread on a provider that says this. */
async function runOn(provider: WireProvider, planned: readonly WireReply[], { fault }: WireReply) {
  return withWireServer(provider.format, planned, async ({ url, requests }) => {
    const modelTimeoutMs = fault === 'stall' ? 60 : 5_000
    const { engine, ran } = wireEngine(provider.model(url), { modelTimeoutMs })
    const { threadId } = await engine.launch('tester', 'go')
    const stop = new AbortController()
    const watching = (async () => {
      if (modeOf(provider) === 'whole') return
      const events = engine.subscribe(threadId, { signal: stop.signal, onDelta: () => {} })
      for await (const event of events) void event
    })()
    const { thread } = await engine.drive(threadId)
    stop.abort()
    await watching
    const isStreaming = requests.every(({ path, body }) => provider.format.isStreaming(path, body))
    expect(isStreaming).toBe(modeOf(provider) === 'streaming')
    return { ran: ran(), thread, asked: requests.length }
  })
}
