import { agent, facts, sight } from '../../facts/facts.fixture.ts'

export const red = facts({
  agents: [agent({ impurities: [sight('clock', { what: 'new Date() in the prompt' })] })],
})

export const green = facts({ agents: [agent()] })

// One call that reads the clock: nothing is carried over, so there is nothing to replay.
export const trap = facts({
  agents: [agent({ kind: 'single-call', conversational: false, impurities: [sight('clock')] })],
})
