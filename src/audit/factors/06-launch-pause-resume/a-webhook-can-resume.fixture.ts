import { agent, facts, trigger } from '../../facts/facts.fixture.ts'

const subject = agent({ triggers: ['w'] })

export const red = facts({ agents: [subject], triggers: [trigger({ id: 'w', kind: 'webhook' })] })

export const green = facts({
  agents: [subject],
  triggers: [trigger({ id: 'w', kind: 'webhook', does: 'resume' })],
})

// No webhook: one call answers the request that made it.
export const trap = facts({ agents: [agent({ kind: 'single-call', conversational: false })] })
