import type { EventData } from '../thread/event.ts'
import type { OpenCall } from '../thread/thread.ts'
import { keepLate } from './late.ts'
import type { Ports } from './ports.ts'

/** A tool that reports every line it reads must not fill the log. */
const LEAST_APART_MS = 1_000
const MOST_A_CALL = 100
const LONGEST_MESSAGE = 200

export type Report = (message: string, fraction?: number) => void

/** What a call reports of its progress, as events: never awaited, and dropped where there is too much of it. */
export function progressOf({ callId }: OpenCall, { journal, workshop }: Ports): Report {
  let last = -Infinity
  let count = 0
  return (message, fraction) => {
    const now = workshop.clock.now()
    if (now - last < LEAST_APART_MS || count === MOST_A_CALL) return
    last = now
    count++
    const data: EventData['tool_call_progressed'] = {
      callId,
      message: String(message).replace(/\s+/g, ' ').trim().slice(0, LONGEST_MESSAGE),
      ...(Number.isFinite(fraction) ? { fraction: Math.min(1, Math.max(0, fraction!)) } : {}),
    }
    // Its outcome closes a call: what is reported later is of no use to anybody.
    const recorded = journal.record(({ calls, ending }) =>
      !ending && calls.some((call) => call.callId === callId) ? [{ type: 'tool_call_progressed', data }] : [],
    )
    keepLate(workshop, recorded)
  }
}
