import { notes } from '../mcp.fixture.ts'
import { plants } from '../fetch.fixture.ts'
import { newsletter } from '../ai-sdk.fixture.ts'

export const green = newsletter

// Asks nobody, whatever the tools of the server do.
export const red = notes

// Asks nobody either: it takes its own notes of sensors, changes nothing, and talks to nobody.
export const trap = plants
