import { makeError } from '../errors/compact-error.ts'
import type { NewEvent } from '../thread/event.ts'
import type { OpenRequest, Thread } from '../thread/thread.ts'
import { isoAfter } from '../thread/timers.ts'
import type { Journal } from './journal.ts'
import { summaryOf } from './thread-path.ts'
import type { Workshop } from './workshop.ts'

/** Appends what the passing of time has brought: the end, a sleep that is over, a reminder, an escalation, an expiry. */
export async function wakeDue(workshop: Workshop, journal: Journal): Promise<void> {
  for (;;) {
    const { thread } = journal
    if (!mayWake(thread)) return
    const now = new Date(workshop.clock.now()).toISOString()
    const ending = endOf(thread, now)
    if (ending) await journal.intend(ending)
    if (ending) continue
    const event = (await wakeOf(workshop, thread, now)) ?? silenceOf(thread, now)
    if (!event) return
    await journal.intend([event])
  }
}

/** Whether the passing of time can bring the thread anything. */
export function mayWake({ status, requests, deadline, ending }: Thread): boolean {
  return status === 'sleeping' || requests.length > 0 || (deadline !== undefined && !ending)
}

/** The time of a thread is up, whatever it is doing; a paused one is ended when it is let go on. */
function endOf({ deadline, status, launchedAt }: Thread, now: string): readonly NewEvent[] | undefined {
  if (deadline === undefined || deadline > now || status === 'paused') return undefined
  const bound = Date.parse(deadline) - Date.parse(launchedAt)
  const value = Date.parse(now) - Date.parse(launchedAt)
  const error = makeError('limit_reached', `time: ${seconds(value)} of at most ${seconds(bound)}`)
  return [
    { type: 'limit_reached', data: { limit: 'time', value, bound } },
    { type: 'failed', data: { error } },
  ]
}

function seconds(milliseconds: number): string {
  return `${Math.floor(milliseconds / 1_000)} s`
}

async function wakeOf(workshop: Workshop, thread: Thread, now: string): Promise<NewEvent | undefined> {
  const { sleep } = thread
  if (!sleep || thread.status !== 'sleeping') return undefined
  const isOver = sleep.until !== undefined && sleep.until <= now
  if (isOver || (sleep.child !== undefined && (await hasEnded(workshop, sleep.child)))) {
    return { type: 'woke', data: { timerId: sleep.timerId } }
  }
  return undefined
}

export async function hasEnded({ store }: Workshop, childId: string): Promise<boolean> {
  const child = await summaryOf(store, childId)
  return child !== undefined && ['finished', 'failed', 'cancelled'].includes(child.status)
}

/** What a person's silence brings: first the reminders, at the deadline the next in line, in the end the default. */
function silenceOf(thread: Thread, now: string): NewEvent | undefined {
  if (thread.status === 'paused') return undefined
  for (const ask of thread.requests) {
    const { requestId, deadline } = ask
    if (deadline !== undefined && deadline <= now) return atDeadline(ask, now)
    const reminder = ask.remindAfter?.[ask.reminders]
    if (reminder !== undefined && isoAfter(ask.askedAt, reminder) <= now) {
      return { type: 'human_reminded', data: { requestId, to: ask.to } }
    }
  }
  return undefined
}

function atDeadline(ask: OpenRequest, now: string): NewEvent {
  const { requestId, patience = 0 } = ask
  const next = ask.escalateTo?.[ask.escalations]
  if (next === undefined) {
    return { type: 'human_expired', data: { requestId, outcome: ask.onSilence ?? 'rejected' } }
  }
  return { type: 'human_escalated', data: { requestId, to: [next], deadline: isoAfter(now, patience) } }
}
