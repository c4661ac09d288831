import { agent, facts, humanContact } from '../../facts/facts.fixture.ts'

const subject = agent({ humans: ['h'] })

export const red = facts({ agents: [subject], humans: [humanContact({ id: 'h', deadline: false })] })

export const green = facts({ agents: [subject], humans: [humanContact({ id: 'h', deadline: true })] })

// No deadline, and nothing waits: the turn is over, and the client brings the next one.
export const trap = facts({
  agents: [agent({ humans: ['h'], context: { ...agent().context, input: 'resent' } })],
  humans: [humanContact({ id: 'h', how: 'chat', durable: false })],
})
