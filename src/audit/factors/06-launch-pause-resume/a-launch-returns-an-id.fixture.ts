import { agent, facts, trigger } from '../../facts/facts.fixture.ts'

const subject = agent({ triggers: ['h'] })

export const red = facts({ agents: [subject], triggers: [trigger({ id: 'h', kind: 'http', agents: [] })] })

export const green = facts({
  agents: [subject],
  triggers: [trigger({ id: 'h', kind: 'http', agents: [], returnsId: true })],
})

// Nobody gets an id: the answer of the one call comes at once.
export const trap = facts({ agents: [agent({ kind: 'single-call', conversational: false })] })
