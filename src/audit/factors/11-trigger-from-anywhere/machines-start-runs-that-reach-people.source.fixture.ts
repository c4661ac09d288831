import { libraryCounter } from '../baml.fixture.ts'
import { domains } from '../openai-agents.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'

export const green = libraryCounter

export const red = domains

// Only a person starts it: and nobody has to be asked.
export const trap = warehouse
