import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { state } = agent()
const events = sight('thread', { what: 'thread.events' })

export const red = facts({
  agents: [agent({ state: { ...state, instanceState: [sight('field', { what: 'this.messages' })] } })],
})

export const green = facts({
  agents: [
    agent({
      state: {
        ...state,
        thread: events,
        shape: 'object',
        stores: [
          { ...sight('redis', { what: 'redis.set(id, …)' }), keeps: 'durable', conditionalWrite: false },
        ],
        versions: [sight('version')],
      },
    }),
  ],
})

// No store at all: the thread is an argument, and whoever calls keeps it.
export const trap = facts({ agents: [agent({ state: { ...state, thread: events, shape: 'object' } })] })
