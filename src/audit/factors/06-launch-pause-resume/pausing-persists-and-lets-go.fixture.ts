import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { state, waiting } = agent()
const store = { ...sight('checkpointer', { what: 'checkpointer' }), conditionalWrite: true }

export const red = facts({
  agents: [agent({ state: { ...state, stores: [{ ...store, keeps: 'memory' }] } })],
})

export const green = facts({
  agents: [agent({ state: { ...state, stores: [{ ...store, keeps: 'durable' }] } })],
})

// A cache in memory beside waits that are stored: nothing that matters ends with the process.
export const trap = facts({
  agents: [
    agent({
      state: { ...state, stores: [{ ...store, keeps: 'memory' }] },
      waiting: { ...waiting, durable: [sight('hook')] },
    }),
  ],
})
