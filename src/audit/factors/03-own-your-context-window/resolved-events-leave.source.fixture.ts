import { roomBooking } from '../openai.fixture.ts'
import { notes } from '../mcp.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = roomBooking

export const red = edited(
  roomBooking,
  "event.type !== 'answered' || event.result.success || !succeeded.has(event.tool)",
  "event.type !== 'asked'",
)

// No filter in sight: no error enters either, the first one ends the run.
export const trap = edited(
  notes,
  "const content = (error instanceof Error ? error.message : 'failed').slice(0, 160)\n      messages.push({ role: 'user', content: [{ type: 'tool_result', tool_use_id: choice.id, content, is_error: true }] })",
  "throw new Error('the server of the notes has failed', { cause: error })",
)
