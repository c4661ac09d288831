import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Agent } from '../../src/runtime/agents/agent.ts'
import { limits } from '../../src/runtime/agents/limits.ts'
import { standardLoop } from '../../src/runtime/agents/standard-loop.ts'
import { contextWindow } from '../../src/runtime/context/context-window.ts'
import { createEngine } from '../../src/runtime/engine/create-engine.ts'
import { systemClock, type Clock } from '../../src/runtime/engine/clock.ts'
import { aiSdkModel } from '../../src/runtime/models/ai-sdk-model.ts'
import type { Model } from '../../src/runtime/models/model.ts'
import { memoryStore } from '../../src/runtime/store/memory.ts'
import type { Thread } from '../../src/runtime/thread/thread.ts'
import { doneForNow } from '../../src/runtime/tools/built-in.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { succeeded, type Tool } from '../../src/runtime/tools/tool.ts'
import { prompts } from '../scenario.ts'
import { badReplies, type Follows } from './bad-replies.ts'
import { wireProviders, type WireProvider } from './providers.ts'
import type { WireReply } from './wire.ts'
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
  '%s: %s -> %s %s, no effect, and the model is asked again',
  async (where, kind, event, code) => {
    const provider = wireProviders.find((one) => where.startsWith(one.name))!
    const { says } = badReplies[kind]!
    const { ran, thread, asked, watched } = await runOn(provider, says, event === 'model_call_failed')
    expect(followsIn(thread)).toEqual([event, code])
    expect(ran).toBe(0)
    if (event === 'model_call_failed') {
      expect(asked).toBe(3)
      expect(thread.status).toBe('sleeping')
    } else {
      expect(asked).toBe(2)
      expect(thread.ending).toEqual({ status: 'finished', result: 'done' })
    }
    if (where.endsWith('whole')) expect(watched).toBe(0)
  },
)

test('at least thirty kinds of bad replies meet every provider', () => {
  for (const provider of wireProviders) {
    const kinds = Object.keys(badReplies).filter((kind) => followsAt(provider, kind))
    expect(kinds.length).toBeGreaterThanOrEqual(30)
  }
})

/** Not by defineAgent, whose guard looks at each decision for longer than all of this takes. */
function agentOf(model: Model, act: Tool): Agent {
  return {
    name: 'tester',
    prompt: 'tester/next-step',
    variables: {},
    model,
    tools: [act, doneForNow],
    context: contextWindow({ budget: 8_000 }),
    decide: (thread) => limits(thread, { consecutiveErrors: 3 }) ?? standardLoop(thread),
  }
}

/** Between tries no time is spent; a subscriber looks about as often as it always does. */
const clock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) =>
    milliseconds < 500 ? systemClock.sleep(milliseconds, signal) : nextTurn(),
}

/** The first event that tells of something bad, and the code of its error. */
function followsIn(thread: Thread): readonly [string, string] | undefined {
  for (const { type, data } of thread.events) {
    if (type === 'next_step_malformed' || type === 'model_call_failed') return [type, data.error.code]
    if (type === 'tool_call_failed') return [type, data.response.error.code]
  }
  return undefined
}

const DONE: WireReply = { calls: [{ tool: 'done_for_now', arguments: '{"message":"done"}' }] }

/** A thread on a provider that says this first, and that it is done when it is asked again. */
async function runOn(provider: WireProvider, says: WireReply, isRetried: boolean) {
  const planned = isRetried ? [says, says, says] : [says, DONE]
  return withWireServer(provider.format, planned, async ({ url, requests }) => {
    let ran = 0
    const act = defineTool({
      name: 'act',
      description: 'Acts.',
      input: z.object({ count: z.number() }),
      output: z.null(),
      effect: 'once',
      run: async () => {
        ran++
        return succeeded(null)
      },
    })
    const agent = agentOf(aiSdkModel(provider.model(url)), act)
    const modelTimeoutMs = says.fault === 'stall' ? 60 : 5_000
    const engine = createEngine({ store: memoryStore(), agents: [agent], prompts, clock, modelTimeoutMs })
    const { threadId } = await engine.launch(agent.name, 'go')
    const stop = new AbortController()
    let watched = 0
    const onDelta = modeOf(provider) === 'streaming' ? () => void watched++ : undefined
    const watching = (async () => {
      if (onDelta === undefined) return
      const events = engine.subscribe(threadId, { signal: stop.signal, onDelta })
      for await (const event of events) void event
    })()
    const { thread } = await engine.drive(threadId)
    stop.abort()
    await watching
    return { ran, thread, asked: requests.length, watched }
  })
}
