import { agent, facts } from '../../facts/facts.fixture.ts'

const { control } = agent()
const bounded = (steps: number | undefined) =>
  agent({ control: { ...control, bound: { state: 'explicit', steps, at: control.at } } })

export const red = facts({ agents: [bounded(100)] })

export const green = facts({ agents: [bounded(20)] })

// Fifty steps, and each of them is written in code: that is a program, and no long agent.
export const trap = facts({ agents: [{ ...bounded(50), kind: 'workflow' }] })
