import { agent, facts, sight } from '../../facts/facts.fixture.ts'

export const red = facts({
  agents: [agent({ impurities: [sight('race', { what: 'results.push(…) in parallel requests' })] })],
})

export const green = facts({ agents: [agent()] })

// Requests race here, too; the run is one call, and its answer is all there is.
export const trap = facts({
  agents: [agent({ kind: 'single-call', conversational: false, impurities: [sight('race')] })],
})
