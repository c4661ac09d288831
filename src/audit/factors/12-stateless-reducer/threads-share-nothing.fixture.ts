import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { state } = agent()

export const red = facts({
  agents: [agent({ state: { ...state, moduleMutable: [sight('list', { what: 'conversation' })] } })],
})

export const green = facts({
  agents: [agent({ state: { ...state, thread: sight('thread', { what: 'thread' }), shape: 'object' } })],
})

// A module's variable that runs write: a cache of pages, the same for everybody.
export const trap = facts({
  agents: [agent({ state: { ...state, moduleMutable: [sight('cache', { what: 'pageCache' })] } })],
})
