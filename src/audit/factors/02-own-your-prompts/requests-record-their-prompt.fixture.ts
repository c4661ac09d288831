import { agent, facts, prompt } from '../../facts/facts.fixture.ts'

const subject = agent({ prompts: ['p'] })

export const red = facts({ agents: [subject], prompts: [prompt({ id: 'p', recorded: false })] })

export const green = facts({ agents: [subject], prompts: [prompt({ id: 'p', recorded: true })] })

// Nothing is recorded, and there is nothing to record: tools and a question, no instructions.
export const trap = facts({ agents: [agent({ prompts: [] })] })
