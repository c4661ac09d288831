import { expect, test } from 'vitest'
import type { Event, NewEvent } from '../../runtime/thread/event.ts'
import { reduce } from '../../runtime/thread/reduce.ts'
import { emptyThread, type Thread } from '../../runtime/thread/thread.ts'
import { stepLines } from './step-lines.ts'
import { styleOf } from './style.ts'
import { nextLines, summaryLine, titleLine } from './thread-lines.ts'

const style = styleOf({ columns: 81, colour: false })
const START = Date.parse('2026-01-02T03:04:05.000Z')
const usage = { inputTokens: 600, outputTokens: 94 }
const model = { model: { id: 'scripted', source: 'scripted' }, prompt: { name: 'p', hash: 'h' } } as const
const person = { id: 'ada', via: 'the terminal', verified: false }
const error = { code: 'denied', message: 'not on a Friday', retryable: false, fingerprint: '0' }

const launched: NewEvent = {
  type: 'thread_launched',
  data: { agent: 'bot', agentHash: 'a', input: 'do it', source: { trigger: 'test' }, labels: {} },
}

function chosen(callId: string, tool: string, input: Record<string, string> = {}): NewEvent {
  const calls = [{ callId, tool, input, inputHash: `hash ${callId}` }]
  return { type: 'next_step_chosen', data: { ...model, contextHash: 'c', usage, calls } }
}

function ask(more: object = {}): NewEvent {
  const data = {
    requestId: '1',
    kind: 'approval',
    question: 'may it?',
    callId: '1',
    inputHash: 'hash 1',
    to: ['ops'],
  }
  return { type: 'human_asked', data: { ...data, ...more } } as NewEvent
}

/** The lines of a thread whose events come 1,500 ms apart. */
function render(...events: readonly NewEvent[]): { lines: string[]; thread: Thread } {
  let thread = emptyThread('abcd')
  const lines: string[] = []
  for (const [i, event] of [launched, ...events].entries()) {
    const at = new Date(START + i * 1_500).toISOString()
    const stamped = { seq: i + 1, v: 1, at, ...event } as Event
    lines.push(...stepLines(thread, stamped, style))
    thread = reduce(thread, stamped)
  }
  return { lines, thread }
}

test('a call is one line with its outcome and duration, and one with its result', () => {
  const response = { success: true, data: { tags: ['v2', 'v1'] } } as const
  const { lines } = render(chosen('1', 'list_tags'), {
    type: 'tool_call_succeeded',
    data: { callId: '1', response },
  })
  expect(lines).toEqual([
    '  1  list_tags                                                  ok       1,500 ms',
    '     v2 · v1',
  ])
})

test('a line that is too long is cut before the outcome', () => {
  const data = { callId: '1', response: { success: true, data: null } } as const
  const input = { text: 'x'.repeat(100) }
  const { lines } = render(chosen('1', 'send', input), { type: 'tool_call_succeeded', data })
  expect(lines).toEqual([`  1  send {"text":"${'x'.repeat(42)}…  ok       1,500 ms`])
})

test('an approval is asked for with its deadline, and refused in words', () => {
  const deadline = new Date(START + 3_600_000).toISOString()
  const { lines, thread } = render(
    chosen('1', 'deploy', { tag: 'v2' }),
    ask({ deadline, escalateTo: ['oncall'] }),
    { type: 'human_answered', data: { requestId: '1', answer: 'rejected', person, text: 'not on a Friday' } },
    { type: 'tool_call_failed', data: { callId: '1', response: { success: false, error } } },
  )
  expect(lines).toEqual([
    '  1  deploy {"tag":"v2"}',
    `     waits for a person: may it? (until ${style.minute(deadline, deadline)}, then oncall is asked)`,
    '     rejected by ada at the terminal (unverified): "not on a Friday"',
    '  1  deploy                                                     refused  1,500 ms',
    '     denied: not on a Friday',
  ])
  expect(thread.counters.errors).toBe(0)
})

test('what is left to do is a command to copy', () => {
  const command = (words: string): string => `tf ${words}`
  const asked = render(chosen('1', 'deploy'), ask()).thread
  expect(nextLines('abcd', asked, command)).toEqual([
    '',
    'Approve it from any terminal, now or after a restart:',
    '  tf approve abcd.1',
    '  tf reject  abcd.1 --reason "not on a Friday"',
  ])
  const question = render(chosen('1', 'request_human_input'), ask({ kind: 'question' })).thread
  expect(nextLines('abcd', question, command).at(-1)).toBe('  tf reply abcd.1 "…"')
  const paused = render({ type: 'paused', data: { by: person } })
  expect(nextLines('abcd', paused.thread, command).at(-1)).toBe('Paused. Let it go on: tf resume abcd')
  expect(paused.lines).toEqual(['     paused by ada at the terminal (unverified)'])
})

test('the end is the message, whole, and a summary', () => {
  const message = `All of it is done. ${'Every word of the answer is shown. '.repeat(4)}\n- one\n- two`
  const { lines, thread } = render(
    chosen('1', 'done_for_now', { message }),
    { type: 'tool_call_succeeded', data: { callId: '1', response: { success: true, data: { message } } } },
    { type: 'finished', data: { result: message } },
  )
  expect(lines[0]).toBe('  1  done_for_now                                               done')
  expect(lines.slice(1).join(' ').replace(/\s+/g, ' ').trim()).toBe(`"${message.replace(/\s+/g, ' ')}"`)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(81)
  expect(summaryLine('abcd', thread)).toBe(
    'thread abcd finished: 1 step · 0 errors · 600 tokens in, 94 out (scripted, no cost)',
  )
  expect(titleLine('abcd', thread, style)).toBe('thread abcd  "do it"')
})

test('text from outside cannot command the terminal', () => {
  const data = { text: '\u001b[2J\u001b]0;owned\u0007 hello\r\nworld \u202etxt', source: { trigger: 'mail' } }
  const { lines } = render({ type: 'message_received', data })
  expect(lines).toEqual(['     message (mail): " [2J ]0;owned hello world txt"'])
})

test('events of the user are shown as they are', () => {
  const { lines } = render({ type: 'custom.shop.cart_filled', data: { items: 2 } })
  expect(lines).toEqual(['     shop.cart_filled {"items":2}'])
})

test('a limit is told in its own unit, and what is not known of it', () => {
  const time = render({ type: 'limit_reached', data: { limit: 'time', value: 7_200_400, bound: 7_200_000 } })
  expect(time.lines).toEqual(['     limit reached: time 7200 s of at most 7200 s'])
  const cost = { limit: 'cost', value: 0, bound: 2, unpriced: 'acme/large' }
  expect(render({ type: 'limit_reached', data: cost }).lines).toEqual([
    '     limit reached: cost 0 of at most 2, without what acme/large cost',
  ])
})

test('what children ask stands beside what the thread asks, with their own ids', () => {
  const { thread } = render(chosen('1', 'deploy'))
  const below = [
    { name: 'efgh', agent: 'researcher', requestId: '1', kind: 'question', question: 'Which?' },
  ] as const
  const command = (words: string): string => `tf ${words}`
  expect(nextLines('abcd', thread, command, below)).toEqual([
    '',
    'Answer it from any terminal, now or after a restart:',
    '  child efgh (researcher): Which?',
    '  tf reply efgh.1 "…"',
  ])
})
