import { claims } from '../twelvefold.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'
import { kitchenChat } from '../chat.fixture.ts'

export const green = claims

export const red = warehouse

// Plain text ends a turn: that is what a chat is.
export const trap = kitchenChat
