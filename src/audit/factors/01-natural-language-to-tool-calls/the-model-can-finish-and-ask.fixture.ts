import { agent, dispatch, facts, humanContact, modelCall, tool } from '../../facts/facts.fixture.ts'

const modelCalls = [modelCall({ id: 'c', tools: ['look', 'done', 'ask'] })]
const tools = [tool({ id: 'look' }), tool({ id: 'done', effect: 'end' }), tool({ id: 'ask', effect: 'ask' })]
const handled = dispatch()

export const red = facts({
  modelCalls,
  tools,
  agents: [agent({ calls: ['c'], tools: ['look', 'done'], dispatch: handled })],
})

export const green = facts({
  modelCalls,
  tools,
  agents: [agent({ calls: ['c'], tools: ['look', 'done', 'ask'], dispatch: handled })],
})

// No such tool, and none is missing: the answer and the question are the turns of a chat.
export const trap = facts({
  modelCalls,
  tools,
  agents: [agent({ calls: ['c'], tools: ['look'], humans: ['h'], dispatch: handled })],
  humans: [humanContact({ id: 'h', how: 'chat' })],
})
