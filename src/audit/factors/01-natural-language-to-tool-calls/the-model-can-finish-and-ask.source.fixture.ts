import { edited } from '../sources.fixture.ts'
import { claims } from '../twelvefold.fixture.ts'
import { kitchenChat } from '../chat.fixture.ts'

export const green = claims

export const red = edited(claims, 'requestHumanInput, doneForNow],', 'requestHumanInput],')

// No such tools: in a chat, plain text answers and asks.
export const trap = kitchenChat
