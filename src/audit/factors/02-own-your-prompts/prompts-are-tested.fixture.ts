import { agent, facts, prompt } from '../../facts/facts.fixture.ts'

const subject = agent({ prompts: ['p'] })

export const red = facts({ agents: [subject], prompts: [prompt({ id: 'p', tested: false })] })

export const green = facts({ agents: [subject], prompts: [prompt({ id: 'p', tested: true })] })

// An untested prompt of another agent says nothing about this one.
export const trap = facts({
  agents: [subject],
  prompts: [prompt({ id: 'p', tested: true }), prompt({ id: 'of-another', tested: false })],
})
