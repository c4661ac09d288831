import type { OpenRequest, Sleep, Timer } from './thread.ts'

/** When the thread is due next for each of its requests, for its sleep, and for its end. */
export function timersOf(
  requests: readonly OpenRequest[],
  sleep: Sleep | undefined,
  deadline: string | undefined,
): readonly Timer[] {
  const timers = requests.flatMap((ask): Timer[] => {
    const due = nextAct(ask)
    return due === undefined ? [] : [{ timerId: `request:${ask.requestId}`, due }]
  })
  if (sleep?.until !== undefined) timers.push({ timerId: sleep.timerId, due: sleep.until })
  if (deadline !== undefined) timers.push({ timerId: 'deadline', due: deadline })
  return timers
}

/** When silence is acted on next: the next reminder or the deadline, whichever comes first. */
function nextAct(ask: OpenRequest): string | undefined {
  const reminder = ask.remindAfter?.[ask.reminders]
  const at = reminder === undefined ? undefined : isoAfter(ask.askedAt, reminder)
  if (at === undefined) return ask.deadline
  return ask.deadline === undefined || at < ask.deadline ? at : ask.deadline
}

/** The last moment that four digits of a year can say: later ones would not compare as text. */
const END_OF_TIME = Date.parse('9999-12-31T23:59:59.999Z')

/** An ISO time some milliseconds after another; arithmetic on a given time, not a reading of the clock. */
export function isoAfter(at: string, milliseconds: number): string {
  return new Date(Math.max(0, Math.min(Date.parse(at) + milliseconds, END_OF_TIME))).toISOString()
}
