import { domains } from '../openai-agents.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'
import { newsletter } from '../ai-sdk.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = warehouse

export const red = edited(domains, '  needsApproval: true,\n', '')

// The framework runs the loop, too: code prepares each step, and an approval stops it.
export const trap = newsletter
