import { claims } from '../twelvefold.fixture.ts'
import { mailDesk } from '../langgraph.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = claims

// The node starts again from its top when the answer comes: the ticket is opened twice.
export const red = edited(
  mailDesk,
  '      const decision = interrupt(',
  "      await fetch('https://desk.example/tickets', { method: 'POST', body: JSON.stringify(call!.args) })\n      const decision = interrupt(",
)

// It runs twice, too: it only reads.
export const trap = edited(
  mailDesk,
  '      const decision = interrupt(',
  "      const response = await fetch('https://desk.example/tickets/' + call!.id)\n      const decision = interrupt(",
)
