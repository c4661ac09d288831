// A loop of one's own, with rules that end it: factor 8 without an engine. Run it: npx jiti examples/policies.ts
import { compactError } from 'twelvefold/errors'
import { emptyThread, failingTools, limits, reduce, type NewEvent } from 'twelvefold/policies'

/** What stands for the model and for its tool here. */
const chooseNextStep = () => ({ tool: 'look_up_order', input: { order: '1001' } })
const lookUpOrder = () => Promise.reject(new Error('the shop answers 503'))

let thread = emptyThread('my-thread')
/** The only state is the list of what has happened: keep these events wherever you keep your conversations. */
function note(event: NewEvent): void {
  thread = reduce(thread, { seq: thread.seq + 1, v: 1, at: '2026-03-01T09:00:00.000Z', ...event })
}
const source = { trigger: 'chat' }
const start = { agent: 'mine', agentHash: '', input: 'where is it?', source, labels: {} }
const by = { id: 'my-model', source: 'provider' } as const
const step = { model: by, prompt: { name: 'mine', hash: '' }, contextHash: '' }

note({ type: 'thread_launched', data: start })
for (;;) {
  // Each rule says nothing, or what to do instead. The first that speaks counts; your own stand between them.
  const command =
    limits(thread, { steps: 10, tokens: 50_000 }) ??
    failingTools(thread, { inARow: 3, ask: { to: 'support', deadline: '2h' } })
  if (command) {
    console.log(`after ${thread.counters.steps} steps: ${JSON.stringify(command)}`)
    break
  }
  const { tool, input } = chooseNextStep()
  const callId = `${thread.seq + 1}`
  const calls = [{ callId, tool, input, inputHash: JSON.stringify(input) }]
  note({ type: 'next_step_chosen', data: { ...step, calls, usage: { inputTokens: 900, outputTokens: 20 } } })
  await lookUpOrder().catch((thrown: unknown) => {
    note({
      type: 'tool_call_failed',
      data: { callId, response: { success: false, error: compactError(thrown) } },
    })
  })
}
