import { agent, facts, tool } from '../../facts/facts.fixture.ts'

const { control } = agent()
const look = tool({ id: 'look' })

export const red = facts({
  agents: [agent({ tools: ['look'], control: { ...control, cancels: { model: true, tools: false } } })],
  tools: [look],
})

export const green = facts({
  agents: [agent({ tools: ['look'], control: { ...control, cancels: { model: true, tools: true } } })],
  tools: [look],
})

// No signal for tools, since there are none that code runs.
export const trap = facts({
  agents: [agent({ tools: ['ask'], control: { ...control, cancels: { model: true, tools: false } } })],
  tools: [tool({ id: 'ask', effect: 'ask', runBy: 'nobody' })],
})
