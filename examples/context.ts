// A long run as a short prompt: factor 3, for any model and any loop. Run it: npx jiti examples/context.ts
import { contextWindow, type Message } from 'twelvefold/context'
import { emptyThread, reduce, type NewEvent } from 'twelvefold/policies'
import { promptFolder } from 'twelvefold/prompts'

let thread = emptyThread('my-thread')
function note(event: NewEvent): void {
  thread = reduce(thread, { seq: thread.seq + 1, v: 1, at: '2026-03-01T09:00:00.000Z', ...event })
}
const source = { trigger: 'chat' }
const by = { id: 'my-model', source: 'provider' } as const
const step = { model: by, prompt: { name: 'mine', hash: '' }, contextHash: '', usage: {} }

// A hundred steps, as they are kept: each a call and its result.
const input = 'refund the orders that were charged twice'
note({ type: 'thread_launched', data: { agent: 'mine', agentHash: '', input, source, labels: {} } })
for (let order = 1001; order <= 1100; order++) {
  const callId = `${order}`
  const calls = [{ callId, tool: 'look_up_order', input: { order }, inputHash: callId }]
  note({ type: 'next_step_chosen', data: { ...step, calls } })
  const data = { euros: 30, charged: ['2026-02-27', '2026-02-28'], lines: 'shoes, size 41 · '.repeat(10) }
  note({ type: 'tool_call_succeeded', data: { callId, response: { success: true, data } } })
}

const instructions = await promptFolder('prompts').render('refunds/next-step')
const window = contextWindow({ budget: 2_000 })(thread, instructions, [])
const textOf = ({ content = '' }: Message) => content

console.log(
  `events: ${thread.seq}, messages: ${window.messages.length}, tokens: ${window.tokens} of at most 2000`,
)
console.log(`kept: ${window.report.turnsKept} turns, from event ${window.report.shownFrom} on`)
console.log(textOf(window.messages[1]!))
console.log(textOf(window.messages.at(-1)!).slice(0, 75))
