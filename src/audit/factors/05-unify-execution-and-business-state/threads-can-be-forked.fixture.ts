import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { state } = agent()

export const red = facts({ agents: [agent()] })

export const green = facts({ agents: [agent({ state: { ...state, forks: [sight('fork')] } })] })

// One call: its arguments are all there is to copy.
export const trap = facts({ agents: [agent({ kind: 'single-call', conversational: false })] })
