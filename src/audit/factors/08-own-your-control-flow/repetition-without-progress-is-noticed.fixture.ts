import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { control } = agent()

export const red = facts({ agents: [agent()] })

export const green = facts({
  agents: [
    agent({ control: { ...control, noProgress: [sight('repeat-check', { what: 'sameCall(last, next)' })] } }),
  ],
})

// Steps that code lists one by one cannot turn in place.
export const trap = facts({ agents: [agent({ kind: 'workflow' })] })
