import { warehouse } from '../anthropic.fixture.ts'
import { mailDesk } from '../langgraph.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = mailDesk

export const red = edited(
  edited(
    mailDesk,
    'const config = { configurable: { thread_id: String(request.body.id) }, recursionLimit: 18 }',
    'const config = { configurable: { thread_id: String(request.body.id) } }',
  ),
  "await trimMessages(state.messages, { maxTokens: 6_000, strategy: 'last', tokenCounter: model })",
  'state.messages',
)

// Nothing is cut, and the list only grows: for ten turns.
export const trap = edited(warehouse, 'messages.slice(-MOST_MESSAGES)', 'messages')
