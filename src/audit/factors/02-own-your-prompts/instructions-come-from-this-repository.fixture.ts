import { agent, facts, prompt, sight } from '../../facts/facts.fixture.ts'

const ours = [prompt({ id: 'p', origin: 'file', source: 'prompts/agent.md' })]

export const red = facts({
  agents: [
    agent({ prompts: ['p'], frameworkText: [sight('framework-prompt', { what: 'role, goal, backstory' })] }),
  ],
  prompts: ours,
})

export const green = facts({ agents: [agent({ prompts: ['p'] })], prompts: ours })

// The framework words failures of tools. That is text of its own, but no instruction that hides the prompt.
export const trap = facts({
  agents: [
    agent({ prompts: [], frameworkText: [sight('error-text', { what: 'Please fix your mistakes.' })] }),
  ],
})
