import { estimateTokenCount } from 'tokenx'
import { expect, test } from 'vitest'
import type { NewEvent } from '../thread/event.ts'
import { fold } from '../thread/reduce.ts'
import type { Thread } from '../thread/thread.ts'
import { contextWindow } from './context-window.ts'
import { estimateTokens } from './estimate-tokens.ts'

const prompt = Object.freeze({ name: 'p', hash: 'h', text: 'Be brief.' })
const record = {
  model: { id: 'm', source: 'scripted' as const },
  prompt: { name: 'p', hash: 'h' },
  contextHash: 'c',
  usage: { inputTokens: 1, outputTokens: 1 },
}

function step(number: number, text: string): NewEvent[] {
  const callId = String(number)
  const call = { callId, tool: 'look', input: { number }, inputHash: 'h' }
  return [
    { type: 'next_step_chosen', data: { ...record, calls: [call] } },
    { type: 'tool_call_succeeded', data: { callId, response: { success: true, data: text } } },
  ]
}

function threadOf(events: readonly NewEvent[]): Thread {
  const source = { trigger: 'test' }
  const first: NewEvent = {
    type: 'thread_launched',
    data: { agent: 'a', agentHash: 'h', input: 'the goal', source, labels: {} },
  }
  const at = '2026-01-02T03:04:05.000Z'
  return fold(
    't',
    [first, ...events].map((event, i) => ({ ...event, seq: i + 1, v: 1, at })),
  )
}

const steps = (count: number, text = 'x'): NewEvent[] =>
  Array.from({ length: count }, (_, i) => step(i + 1, text)).flat()

test('the prompt comes first, then the input, then the turns', () => {
  const { messages } = contextWindow({ budget: 8_000 })(threadOf(steps(2)), prompt, [])
  expect(messages.map(({ role }) => role)).toEqual([
    'system',
    'user',
    'assistant',
    'tool',
    'assistant',
    'tool',
  ])
  expect(messages.slice(0, 2)).toMatchObject([{ content: 'Be brief.' }, { content: 'the goal' }])
})

test('what the prompt refers to comes after it, as the words of others, and counts', () => {
  const data = `<data id="ticket">\n${'words '.repeat(300)}\n</data>`
  const build = contextWindow({ budget: 8_000 })
  const { messages, tokens } = build(threadOf(steps(1)), Object.freeze({ ...prompt, data }), [])
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'user', 'assistant', 'tool'])
  expect(messages[1]).toEqual({ role: 'user', content: data })
  expect(tokens).toBeGreaterThan(build(threadOf(steps(1)), prompt, []).tokens + 200)
})

test('at the budget the oldest whole turns are dropped; prompt, input and the newest turn stay', () => {
  const thread = threadOf(steps(200, 'some words of a result '.repeat(10)))
  const { messages, tokens, report } = contextWindow({ budget: 1_000 })(thread, prompt, [])
  expect(tokens).toBeLessThanOrEqual(1_000)
  expect(report.turnsKept).toBeGreaterThan(3)
  expect(messages.length).toBe(2 + report.turnsKept * 2)
  expect(messages.at(-1)).toMatchObject({ role: 'tool', callId: '200' })
  expect(report.shownFrom).toBe(thread.seq - report.turnsKept * 2 + 1)
})

test('a turn that is larger than the budget is shown all the same: without it there is no next step', () => {
  const { messages } = contextWindow({ budget: 10 })(threadOf(steps(3, 'long '.repeat(500))), prompt, [])
  expect(messages.length).toBe(4)
})

test('words that came during a step are shown after its outcomes, and pairs stay together', () => {
  const [chosen, outcome] = step(1, 'x')
  const said: NewEvent = { type: 'message_received', data: { text: 'hurry', source: { trigger: 't' } } }
  const { messages } = contextWindow({ budget: 8_000 })(threadOf([chosen!, said, outcome!]), prompt, [])
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool', 'user'])
})

test('a call without an outcome is not shown: nothing happened yet', () => {
  const [chosen] = step(1, 'x')
  const { messages } = contextWindow({ budget: 8_000 })(threadOf([chosen!]), prompt, [])
  expect(messages.length).toBe(2)
})

test('tools count towards the budget', () => {
  const tool = { name: 'look', description: 'Looks at it. '.repeat(20), inputSchema: {} }
  const build = contextWindow({ budget: 8_000 })
  const thread = threadOf(steps(1))
  expect(build(thread, prompt, [tool]).tokens).toBeGreaterThan(build(thread, prompt, []).tokens + 20)
})

test('a long text is estimated from windows, near to what all of it gives', () => {
  const prose = 'The backend answers with the list of tags; each of them names a commit. '.repeat(80)
  const json = JSON.stringify(
    Array.from({ length: 200 }, (_, id) => ({ id, name: `item ${id}`, done: id % 2 === 0 })),
  )
  for (const text of [prose, json, 'x'.repeat(50_000)]) {
    const whole = estimateTokenCount(text)
    expect(estimateTokens(text) / whole).toBeGreaterThan(0.75)
    expect(estimateTokens(text) / whole).toBeLessThan(1.4)
  }
  expect(estimateTokens('short')).toBe(estimateTokenCount('short'))
})
