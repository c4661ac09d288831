import { claims } from '../twelvefold.fixture.ts'
import { notes } from '../mcp.fixture.ts'
import { mailDesk } from '../langgraph.fixture.ts'

export const green = claims

export const red = notes

// No person is asked when it fails for good: whoever sent the mail is told.
export const trap = mailDesk
