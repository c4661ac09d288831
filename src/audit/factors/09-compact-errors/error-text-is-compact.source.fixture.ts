import { notes } from '../mcp.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = notes

export const red = edited(
  notes,
  "(error instanceof Error ? error.message : 'failed').slice(0, 160)",
  "error instanceof Error ? String(error.stack) : 'failed'",
)

// The stack as it is: for the log of people, not for the model.
export const trap = edited(
  notes,
  "      const content = (error instanceof Error ? error.message : 'failed').slice(0, 160)",
  "      console.error(error instanceof Error ? error.stack : error)\n      const content = (error instanceof Error ? error.message : 'failed').slice(0, 160)",
)
