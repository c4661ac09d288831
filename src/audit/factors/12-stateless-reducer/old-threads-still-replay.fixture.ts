import { agent, facts, sight } from '../../facts/facts.fixture.ts'

const { state } = agent()
const redis = {
  ...sight('redis', { what: 'redis.set(id, …)' }),
  keeps: 'durable',
  conditionalWrite: false,
} as const

export const red = facts({ agents: [agent({ state: { ...state, stores: [redis] } })] })

export const green = facts({
  agents: [
    agent({ state: { ...state, stores: [redis], versions: [sight('version', { what: 'event.v' })] } }),
  ],
})

// No version, and nothing that could grow old: the client keeps the messages.
export const trap = facts({
  agents: [agent({ state: { ...state, stores: [{ ...redis, keeps: 'client' }] } })],
})
