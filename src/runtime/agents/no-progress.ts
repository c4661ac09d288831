import type { Event, EventOf } from '../thread/event.ts'
import { canonicalJson, toJson } from '../thread/json.ts'
import type { Thread } from '../thread/thread.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import { fail, nudge, type Command } from './command.ts'

export interface NoProgress {
  /** Outcomes in a row that told nothing new, after which the model is told so: 3 where absent. */
  readonly inARow?: number
  /** How many more of them end the thread: 2 where absent. */
  readonly afterNudge?: number
  /** The prompt file with the words; `twelvefold/no-progress` where absent. */
  readonly prompt?: string
}

/** Events that are looked back upon: repeats that lie further apart are none. */
const WINDOW = 200

/**
 * The same call with the same result tells nothing new, also where several calls take turns. After some of these in a
 * row the model is nudged, after some more the thread ends; whatever is new is a new start.
 */
export function noProgress(
  thread: Thread,
  { inARow = 3, afterNudge = 2, prompt = 'twelvefold/no-progress' }: NoProgress = {},
): Command | undefined {
  if (thread.calls.length > 0) return undefined
  const { stale, sinceNudge } = staleOutcomes(thread)
  if (stale < inARow) return undefined
  if (sinceNudge === undefined) return nudge({ reason: 'no_progress', prompt })
  if (sinceNudge < afterNudge) return undefined
  const message = `the last ${stale} calls were made before, and gave the same results`
  return fail('no_progress', message, {
    limit: { limit: 'no_progress', value: stale, bound: inARow + afterNudge },
  })
}

interface Stale {
  /** Outcomes at the end of the thread that were seen before, of the same call. */
  readonly stale: number
  /** Those of them after the nudge; undefined where there was none among them. */
  readonly sinceNudge: number | undefined
}

function staleOutcomes(thread: Thread): Stale {
  const events = thread.events.slice(Math.max(0, thread.events.length - WINDOW))
  const calls = new Map<string, string>()
  const known = new Map<string, ToolResponse>()
  let stale = 0
  let sinceNudge: number | undefined
  for (const event of events) {
    if (event.type === 'next_step_chosen') {
      for (const { callId, tool, inputHash } of event.data.calls) calls.set(callId, `${tool} ${inputHash}`)
    }
    if (event.type === 'model_nudged' && event.data.reason === 'no_progress') sinceNudge = 0
    const call = isOutcome(event) ? calls.get(event.data.callId) : undefined
    if (!isOutcome(event) || call === undefined) continue
    const { response } = event.data
    if (isSame(known.get(call), response)) {
      stale++
      if (sinceNudge !== undefined) sinceNudge++
    } else {
      known.set(call, response)
      stale = 0
      sinceNudge = undefined
    }
  }
  return { stale, sinceNudge }
}

function isOutcome(event: Event): event is EventOf<'tool_call_succeeded' | 'tool_call_failed'> {
  return event.type === 'tool_call_succeeded' || event.type === 'tool_call_failed'
}

function isSame(one: ToolResponse | undefined, other: ToolResponse): boolean {
  return one !== undefined && told(one) === told(other)
}

/** Without what differs from run to run and tells nothing, such as how long it took. */
function told(response: ToolResponse): string {
  if (response.success) return canonicalJson(toJson(response.data))
  const { code, message } = response.error
  return canonicalJson({ code, message })
}
