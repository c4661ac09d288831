import { warehouse } from '../anthropic.fixture.ts'
import { newsletter } from '../ai-sdk.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = warehouse

export const red = edited(warehouse, '.slice(0, LONGEST_RESULT)', '')

// Nothing is cut: the one number that is needed was picked out of the answer.
export const trap = newsletter
