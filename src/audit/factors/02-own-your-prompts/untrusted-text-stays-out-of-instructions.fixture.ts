import { agent, facts, prompt, sight } from '../../facts/facts.fixture.ts'

const subject = agent({ prompts: ['p'] })
const request = { ...sight('interpolation', { what: 'request.body.text' }), trust: 'untrusted' } as const

export const red = facts({
  agents: [subject],
  prompts: [prompt({ id: 'p', role: 'system', insertions: [{ ...request, escaped: true }] })],
})

export const green = facts({
  agents: [subject],
  prompts: [prompt({ id: 'p', role: 'user', insertions: [{ ...request, escaped: true }] })],
})

// A value in the instructions that is configuration, beside an escaped question in a user message.
export const trap = facts({
  agents: [agent({ prompts: ['p', 'q'] })],
  prompts: [
    prompt({ id: 'p', role: 'system', insertions: [{ ...request, trust: 'trusted', escaped: false }] }),
    prompt({ id: 'q', role: 'user', insertions: [{ ...request, escaped: true }] }),
  ],
})
