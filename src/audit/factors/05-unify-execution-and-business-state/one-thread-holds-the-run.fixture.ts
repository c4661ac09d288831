import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { state } = agent()
const held = { ...state, shape: 'object', thread: sight('thread', { what: 'thread.events' }) } as const

export const red = facts({
  agents: [agent({ state: { ...held, notSerialisable: [sight('map', { what: 'pending: new Map()' })] } })],
})

export const green = facts({ agents: [agent({ state: held })] })

// No thread anywhere: a single call has no run to hold.
export const trap = facts({
  agents: [agent({ kind: 'single-call', conversational: false, state: { ...state, shape: 'scattered' } })],
})
