import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { context } = agent()

export const red = facts({ agents: [agent({ context: { ...context, input: 'appended' } })] })

export const green = facts({ agents: [agent({ context: { ...context, input: 'built' } })] })

// The messages come from the client, but code filters them before each request.
export const trap = facts({
  agents: [agent({ context: { ...context, input: 'resent', acts: [sight('filter')] } })],
})
