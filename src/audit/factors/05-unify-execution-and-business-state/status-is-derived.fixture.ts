import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { state } = agent()
const derived = { ...state, derivations: [sight('fold', { what: 'statusOf(thread.events)' })] }

export const red = facts({
  agents: [
    agent({ state: { ...derived, moduleMutable: [sight('array', { what: 'const conversation = []' })] } }),
  ],
})

export const green = facts({ agents: [agent({ state: derived })] })

// A list in the module that code changes, and one call that carries nothing over.
export const trap = facts({
  agents: [
    agent({
      kind: 'single-call',
      conversational: false,
      state: { ...state, moduleMutable: [sight('array')] },
    }),
  ],
})
