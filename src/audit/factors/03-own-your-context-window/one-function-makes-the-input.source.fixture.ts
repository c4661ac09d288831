import { warehouse } from '../anthropic.fixture.ts'
import { domains } from '../openai-agents.fixture.ts'
import { journeys } from '../mastra.fixture.ts'

export const green = warehouse

// The memory of the framework makes it.
export const red = journeys

// The SDK keeps the history, too: but a filter of this repository chooses what is sent.
export const trap = domains
