import { agent, facts } from '../../facts/facts.fixture.ts'

const { control } = agent()

export const red = facts({
  agents: [agent({ control: { ...control, bound: { state: 'none', steps: undefined, at: undefined } } })],
})

export const green = facts({
  agents: [agent({ control: { ...control, bound: { state: 'explicit', steps: 10, at: control.at } } })],
})

// No number anywhere: the chain is written out step by step.
export const trap = facts({
  agents: [
    agent({
      kind: 'workflow',
      control: { ...control, bound: { state: 'explicit', steps: undefined, at: undefined } },
    }),
  ],
})
