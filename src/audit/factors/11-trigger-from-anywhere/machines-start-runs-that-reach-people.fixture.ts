import { agent, facts, humanContact, trigger } from '../../facts/facts.fixture.ts'

const subject = agent({ humans: ['h'] })
const humans = [humanContact({ id: 'h' })]
const slack = trigger({ id: 'slack', kind: 'slack', authenticated: true, deduplicated: true })

export const red = facts({ agents: [subject], humans, triggers: [trigger(), slack] })

export const green = facts({
  agents: [subject],
  humans,
  triggers: [trigger(), slack, trigger({ id: 'nightly', kind: 'cron' })],
})

// No machine starts it, and it asks nobody: there is no outer loop to close.
export const trap = facts({ agents: [agent()], triggers: [trigger()] })
