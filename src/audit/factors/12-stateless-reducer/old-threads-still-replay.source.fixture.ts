import { garden } from '../thread.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'
import { libraryCounter } from '../baml.fixture.ts'

export const green = garden

export const red = libraryCounter

// No version: nothing is stored that could be older than the code.
export const trap = warehouse
