import { edited } from '../sources.fixture.ts'
import { garden } from '../thread.fixture.ts'
import { claims } from '../twelvefold.fixture.ts'

export const green = garden

export const red = edited(
  garden,
  `
export function fork(thread: Thread, length: number, id: string): Thread {
  return { id, events: thread.events.slice(0, length) }
}
`,
  '',
)

// No fork in sight: the package brings one.
export const trap = claims
