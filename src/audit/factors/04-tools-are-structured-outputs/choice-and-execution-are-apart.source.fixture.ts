import { newsletter } from '../ai-sdk.fixture.ts'
import { kitchenChat } from '../chat.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = newsletter

export const red = edited(newsletter, '  needsApproval: true,\n', '')

// The framework runs the tool at once, too: it only looks.
export const trap = kitchenChat
