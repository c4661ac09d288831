import { libraryCounter } from '../baml.fixture.ts'
import { claims } from '../twelvefold.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const red = libraryCounter

export const green = edited(
  libraryCounter,
  "redis.set('thread:' + thread.id, JSON.stringify(thread))",
  "redis.set('thread:' + thread.id + ':' + thread.events.length, JSON.stringify(thread), 'NX')",
)

// No condition in sight: the runtime appends at an expected number.
export const trap = claims
