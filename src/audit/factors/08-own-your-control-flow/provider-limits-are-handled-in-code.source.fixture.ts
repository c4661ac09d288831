import { plants } from '../fetch.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = edited(warehouse, 'new Anthropic()', 'new Anthropic({ maxRetries: 4 })')

export const red = plants

// Nothing is set: the SDK tries again twice by itself.
export const trap = warehouse
