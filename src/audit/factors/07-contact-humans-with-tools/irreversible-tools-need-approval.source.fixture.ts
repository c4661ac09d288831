import { domains } from '../openai-agents.fixture.ts'
import { edited } from '../sources.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'

export const green = domains

export const red = edited(domains, '  needsApproval: true,\n', '')

// It changes something without being asked for: a counter of its own process.
export const trap = edited(
  warehouse,
  "messages.push({ role: 'assistant', content: reply.content })",
  "console.log('turn', turn)\n    messages.push({ role: 'assistant', content: reply.content })",
)
