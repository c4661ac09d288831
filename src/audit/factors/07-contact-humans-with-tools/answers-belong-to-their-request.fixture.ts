import { agent, facts, humanContact } from '../../facts/facts.fixture.ts'

const subject = agent({ humans: ['h'] })

export const red = facts({
  agents: [subject],
  humans: [humanContact({ id: 'h', how: 'approval', joined: false, deadline: true })],
})

export const green = facts({
  agents: [subject],
  humans: [humanContact({ id: 'h', how: 'approval', joined: true, deadline: true })],
})

// No id anywhere, and none is needed: the answer is the value of the call that asked.
export const trap = facts({
  agents: [subject],
  humans: [humanContact({ id: 'h', how: 'readline', durable: false, joined: false })],
})
