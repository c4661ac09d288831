import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event, NewEvent } from '../thread/event.ts'
import { fold } from '../thread/reduce.ts'
import { emptyThread, type Thread } from '../thread/thread.ts'
import { contextWindow } from './context-window.ts'

const prompt = Object.freeze({ name: 'p', hash: 'h', text: 'Be brief.' })
const record = {
  model: { id: 'm', source: 'scripted' as const },
  prompt: { name: 'p', hash: 'h' },
  contextHash: 'c',
  usage: { inputTokens: 1, outputTokens: 1 },
}
const error = { code: 'c', message: 'm', retryable: false, fingerprint: 'f' }
const source = { trigger: 'test' }
const launched: NewEvent = {
  type: 'thread_launched',
  data: { agent: 'a', agentHash: 'h', input: 'the goal', source, labels: {} },
}

function append(thread: Thread, events: readonly NewEvent[]): Thread {
  const at = '2026-01-02T03:04:05.000Z'
  const stamped = events.map((event, i) => ({ ...event, seq: thread.seq + i + 1, v: 1, at }))
  return fold('t', stamped, thread)
}

/** The same thread, read anew: nothing is remembered of it. */
function again(thread: Thread): Thread {
  return fold('t', JSON.parse(JSON.stringify(thread.events.slice())) as Event[])
}

const chosen = (callIds: readonly string[], text?: string): NewEvent => ({
  type: 'next_step_chosen',
  data: {
    ...record,
    calls: callIds.map((callId) => ({ callId, tool: 'look', input: { callId }, inputHash: 'h' })),
    ...(text === undefined ? {} : { text }),
  },
})
const callId = fc.integer({ min: 1, max: 6 }).map(String)
const words = fc.constantFrom('short', 'some words of a result '.repeat(8), 'long '.repeat(150))

/** Whatever can come between two requests, also what a sane thread would not hold. */
const anyEvent: fc.Arbitrary<NewEvent> = fc.oneof(
  fc.tuple(fc.array(callId, { maxLength: 3 }), words).map(([ids, text]) => chosen(ids, text)),
  fc.tuple(callId, words).map(([id, data]): NewEvent => {
    return { type: 'tool_call_succeeded', data: { callId: id, response: { success: true, data } } }
  }),
  callId.map((id): NewEvent => {
    return { type: 'tool_call_failed', data: { callId: id, response: { success: false, error } } }
  }),
  words.map((text): NewEvent => ({ type: 'message_received', data: { text, source } })),
  fc.constant<NewEvent>({ type: 'next_step_malformed', data: { ...record, error, text: 'prose' } }),
  fc
    .integer({ min: 1, max: 12 })
    .map((upTo): NewEvent => ({ type: 'context_compacted', data: { upTo, summary: 'so far' } })),
)

test('from step to step the window is the same as one that is made anew', () => {
  const growth = fc.array(fc.array(anyEvent, { maxLength: 4 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(growth, fc.constantFrom(10, 120, 400, 8_000), (appends, budget) => {
      const build = contextWindow({ budget })
      let thread = append(emptyThread('t'), [launched])
      for (const events of appends) {
        thread = append(thread, events)
        const window = build(thread, prompt, [])
        expect(window).toEqual(contextWindow({ budget })(again(thread), prompt, []))
      }
    }),
    { numRuns: 300 },
  )
})

test('a turn that was kept is the same object the next time', () => {
  const build = contextWindow({ budget: 8_000 })
  const outcome: NewEvent = {
    type: 'tool_call_succeeded',
    data: { callId: '1', response: { success: true, data: 'x' } },
  }
  const before = append(emptyThread('t'), [launched, chosen(['1']), outcome])
  const first = build(before, prompt, []).messages
  const after = append(before, [chosen(['2']), { ...outcome, data: { ...outcome.data, callId: '2' } }])
  const second = build(after, prompt, []).messages
  expect(second.length).toBe(first.length + 2)
  expect(second.slice(0, first.length).every((message, i) => message === first[i])).toBe(true)
})

test('an older version of a thread, and a branch from it, have windows of their own', () => {
  const build = contextWindow({ budget: 8_000 })
  const said = (text: string): NewEvent => ({ type: 'message_received', data: { text, source } })
  const short = append(emptyThread('t'), [launched, said('one')])
  const long = append(short, [said('two')])
  build(long, prompt, [])
  expect(
    build(short, prompt, [])
      .messages.map(({ content }) => content)
      .at(-1),
  ).toBe('one')
  const branch = append(short, [said('another two')])
  expect(
    build(branch, prompt, [])
      .messages.map(({ content }) => content)
      .at(-1),
  ).toBe('another two')
  expect(
    build(long, prompt, [])
      .messages.map(({ content }) => content)
      .at(-1),
  ).toBe('two')
})
