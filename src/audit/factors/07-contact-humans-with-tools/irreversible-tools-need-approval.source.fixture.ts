import { newsletter } from '../ai-sdk.fixture.ts'
import { domains } from '../openai-agents.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = domains

export const red = edited(domains, '  needsApproval: true,\n', '')

const tools = newsletter['src/tools.ts']!
const handler = tools.slice(tools.indexOf('  needsApproval: true,'), tools.lastIndexOf('})'))

// No approval: and no handler either. The run ends with the choice, and whoever started it sends the letter.
export const trap = edited(newsletter, handler, '')
