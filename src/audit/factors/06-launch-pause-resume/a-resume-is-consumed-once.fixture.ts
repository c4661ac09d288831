import { agent, facts, sight, trigger } from '../../facts/facts.fixture.ts'

const { state } = agent()
const store = { ...sight('redis', { what: 'redis.set' }), keeps: 'durable' } as const
const triggers = [trigger({ id: 'w', kind: 'webhook', does: 'both', returnsId: true, deduplicated: false })]
const subject = (conditionalWrite: boolean) =>
  agent({ triggers: ['w'], state: { ...state, stores: [{ ...store, conditionalWrite }] } })

export const red = facts({ triggers, agents: [subject(false)] })

export const green = facts({ triggers, agents: [subject(true)] })

// The store overwrites what is there, and nothing ever resumes.
export const trap = facts({ agents: [subject(false)] })
