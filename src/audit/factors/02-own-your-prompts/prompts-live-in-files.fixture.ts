import { agent, facts, prompt } from '../../facts/facts.fixture.ts'

const subject = agent({ name: 'researchAgent', prompts: ['p'] })

export const red = facts({
  agents: [subject],
  prompts: [prompt({ id: 'p', origin: 'inline', source: 'src/agent.ts', line: 3, endLine: 14 })],
})

export const green = facts({
  agents: [subject],
  prompts: [prompt({ id: 'p', origin: 'file', source: 'prompts/research-agent.md', line: 3, endLine: 14 })],
})

// A long literal in code, but it describes a tool: part of a schema, and no instruction of the agent.
export const trap = facts({
  agents: [agent({ prompts: ['p', 'd'] })],
  prompts: [prompt({ id: 'p' }), prompt({ id: 'd', role: 'tool-description', origin: 'inline', words: 60 })],
})
