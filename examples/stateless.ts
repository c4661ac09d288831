// A plain function that decides, kept pure: factor 12 without anything else. Run it: npx jiti examples/stateless.ts
import { stateless, StatelessViolation } from 'twelvefold/stateless'

interface Ticket {
  readonly openedAt: string
  readonly replies: readonly string[]
}

/** What to do next follows from what has happened, and from a time that is handed in. */
const nextStep = stateless(({ openedAt, replies }: Ticket, now: string) => {
  const hours = (Date.parse(now) - Date.parse(openedAt)) / 3_600_000
  return replies.length > 0 ? 'close' : hours > 24 ? 'escalate' : 'wait'
})

/** The same, and nobody can test it or replay it: it looks at the clock by itself. */
const nextStepByClock = stateless(
  ({ openedAt }: Ticket) => (Date.now() - Date.parse(openedAt) > 86_400_000 ? 'escalate' : 'wait'),
  { name: 'nextStepByClock' },
)

const ticket: Ticket = { openedAt: '2026-03-01T09:00:00Z', replies: [] }
console.log(nextStep(ticket, '2026-03-01T10:00:00Z'), nextStep(ticket, '2026-03-03T10:00:00Z'))

try {
  console.log(nextStepByClock(ticket))
} catch (error) {
  if (!(error instanceof StatelessViolation)) throw error
  console.log(`${error.code}: nextStepByClock ${error.what}`)
  console.log(error.hint)
}
