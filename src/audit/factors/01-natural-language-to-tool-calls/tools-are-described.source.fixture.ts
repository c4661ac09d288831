import { notes } from '../mcp.fixture.ts'
import { domains } from '../openai-agents.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = domains

export const red = edited(domains, "  description: 'The domains that end this month',\n", '')

// No description in sight: the server of the tools describes them.
export const trap = notes
