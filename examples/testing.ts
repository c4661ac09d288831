// A test of an agent: no network, no disk, and a day that passes at once. Run it: npx jiti examples/testing.ts
import { createEngine, promptFolder } from 'twelvefold'
import { memoryStore, scriptedModel, testClock } from 'twelvefold/testing'
import { refunds } from './refunds/agent.ts'

/** Always wants the same: a large refund. What it is told of the outcome is in `messages`. */
const model = scriptedModel(({ messages }) => {
  const last = messages.at(-1)
  return last?.role === 'tool'
    ? { calls: [{ tool: 'done_for_now', input: { message: `told: ${last.content.slice(0, 60)}` } }] }
    : { calls: [{ tool: 'refund', input: { order: '1002', euros: 240 } }] }
})

const clock = testClock('2026-03-01T09:00:00.000Z')
const engine = createEngine({
  store: memoryStore({ now: clock.now }),
  agents: [{ ...refunds, model }],
  prompts: promptFolder('prompts'),
  clock,
})

const { threadId } = await engine.launch('refunds', 'refund order 1002')
const asked = await engine.drive(threadId)
console.log(asked.thread.status, asked.thread.requests[0]?.deadline)

clock.advance(25 * 3_600_000)
const { thread } = await engine.drive(threadId)
for (const { type } of thread.events.slice(-5)) console.log(type)
console.log(thread.status)
