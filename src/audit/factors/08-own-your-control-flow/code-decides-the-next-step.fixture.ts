import { agent, facts, sight, tool } from '../../facts/facts.fixture.ts'

const { control } = agent()
const look = tool({ id: 'look', runBy: 'framework' })
const counted = sight('bound', { what: 'stepCountIs(10)' })
const chooses = sight('decides', { what: 'prepareStep' })

// A bound of steps is no decision.
export const red = facts({
  agents: [
    agent({
      kind: 'framework-agent',
      tools: ['look'],
      control: { ...control, owner: 'hooks', hooks: [counted] },
    }),
  ],
  tools: [look],
})

export const green = facts({
  agents: [
    agent({
      kind: 'framework-agent',
      tools: ['look'],
      control: { ...control, owner: 'hooks', hooks: [counted, chooses] },
    }),
  ],
  tools: [look],
})

// A framework's agent without tools: one answer, and the code that asked for it goes on.
export const trap = facts({
  agents: [agent({ kind: 'framework-agent', control: { ...control, owner: 'framework' } })],
})
