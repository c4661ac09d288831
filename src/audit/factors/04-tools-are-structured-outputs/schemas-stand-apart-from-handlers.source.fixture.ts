import { journeys } from '../mastra.fixture.ts'
import { libraryCounter } from '../baml.fixture.ts'
import { notes } from '../mcp.fixture.ts'

export const green = libraryCounter

export const red = journeys

// Schema and handler are one in the server: of its tools, this repository declares none.
export const trap = notes
