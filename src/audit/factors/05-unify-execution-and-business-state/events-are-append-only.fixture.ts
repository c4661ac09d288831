import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { state } = agent()
const held = { ...state, shape: 'object', thread: sight('thread', { what: 'thread.events' }) } as const

export const red = facts({
  agents: [
    agent({ state: { ...held, rewrites: [sight('splice', { what: 'thread.events.splice(0, 10)' })] } }),
  ],
})

export const green = facts({ agents: [agent({ state: held })] })

// A list is rewritten; it is the argument of one call, and no history of anything.
export const trap = facts({
  agents: [
    agent({ kind: 'single-call', conversational: false, state: { ...state, rewrites: [sight('splice')] } }),
  ],
})
