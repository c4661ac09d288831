import { newsletter } from '../ai-sdk.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = warehouse

export const red = edited(warehouse, '        { signal },\n', '')

// No signal is made or taken by the agent: each run sets its own, and the framework hands it to the tools.
export const trap = newsletter
