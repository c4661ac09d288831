import { domains } from '../openai-agents.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = domains

export const red = edited(domains, '  needsApproval: true,\n', '')

// Every tool runs at once: they only look.
export const trap = warehouse
