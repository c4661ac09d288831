import { journeys } from '../mastra.fixture.ts'
import { libraryCounter } from '../baml.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = journeys

export const red = edited(
  journeys,
  'return { success: true, data: trains.slice(0, 3) }',
  'return trains.slice(0, 3)',
)

// Handlers return what they like: the loop keeps every result in the same event.
export const trap = libraryCounter
