import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { state } = agent()

export const red = facts({ agents: [agent()] })

export const green = facts({ agents: [agent({ state: { ...state, renders: [sight('markdown')] } })] })

// One call: the answer is the page.
export const trap = facts({ agents: [agent({ kind: 'single-call', conversational: false })] })
