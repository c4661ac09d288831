import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { context, errors } = agent()
const fed = { ...errors, fedBack: [sight('tool-result', { what: 'is_error: true' })] }

export const red = facts({ agents: [agent({ errors: fed })] })

export const green = facts({
  agents: [
    agent({
      errors: fed,
      context: { ...context, resolves: [sight('filter', { what: '!event.resolvedBy' })] },
    }),
  ],
})

// Nothing is ever filtered out, and no error ever enters.
export const trap = facts({ agents: [agent()] })
