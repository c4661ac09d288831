import type { Event, EventData } from '../../runtime/thread/event.ts'
import { isEnded, type Thread } from '../../runtime/thread/thread.ts'
import { answerWords } from './people.ts'
import { inputWords } from './step-lines.ts'
import type { Style } from './style.ts'
import { oneLine } from './text.ts'

/** `approved by dev at the terminal (unverified) · deploy_backend {"tag":"v1.4.0"}`. */
export function newAnswerLine(thread: Thread, requestId: string, style: Style): string {
  const answer = find(thread, 'human_answered', (data) => data.requestId === requestId)
  const call = callOf(thread, requestId)
  const words = answer ? answerWords(answer) : 'recorded'
  const input = answer?.input ?? call?.input
  const what =
    call && answer?.answer !== 'replied' ? ` · ${call.tool} ${inputWords({ input: input ?? {} })}` : ''
  const end = isEnded(thread) ? ` · the thread is ${thread.status} already: kept, and not acted on` : ''
  return `${style.bold(oneLine(words, 300))}${what.trimEnd()}${end}`
}

/** `already approved by dev at the terminal (unverified) at 16:02:11; deploy_backend ran once, and succeeded`. */
export function firstAnswerLine(thread: Thread, first: Event, style: Style): string {
  if (first.type === 'human_expired') {
    return `nobody answered in time: it counts as ${first.data.outcome} since ${style.second(first.at)}`
  }
  if (first.type !== 'human_answered') return 'answered already'
  const call = callOf(thread, first.data.requestId)
  const outcome = call ? `; ${outcomeWords(thread, call.callId, call.tool)}` : ''
  return `already ${oneLine(answerWords(first.data), 300)} at ${style.second(first.at)}${outcome}`
}

function outcomeWords(thread: Thread, callId: string, tool: string): string {
  let starts = 0
  let end = thread.calls.some((call) => call.callId === callId) ? 'has not ended yet' : 'did not run'
  for (const event of thread.events) {
    if (event.type === 'tool_call_started' && event.data.callId === callId) starts += 1
    const closes =
      event.type === 'tool_call_succeeded' ||
      event.type === 'tool_call_failed' ||
      event.type === 'tool_call_reconciled'
    if (!closes || event.data.callId !== callId) continue
    const { response } = event.data
    const ran = starts === 1 ? 'ran once' : `was started ${starts} times`
    const reason = response.success ? '' : oneLine(response.error.message, 100)
    end = response.success
      ? `${starts > 0 ? ran : 'ran'}, and succeeded`
      : starts > 0
        ? `${ran}, and failed: ${reason}`
        : `did not run: ${reason}`
  }
  return `${tool} ${end}`
}

/** The call that a request is about, as the model chose it. */
function callOf(
  thread: Thread,
  requestId: string,
): EventData['next_step_chosen']['calls'][number] | undefined {
  const asked = find(thread, 'human_asked', (data) => data.requestId === requestId)
  for (const event of thread.events) {
    if (event.type !== 'next_step_chosen') continue
    const call = event.data.calls.find(({ callId }) => callId === asked?.callId)
    if (call) return call
  }
  return undefined
}

function find<T extends 'human_asked' | 'human_answered'>(
  thread: Thread,
  type: T,
  matches: (data: EventData[T]) => boolean,
): EventData[T] | undefined {
  for (const event of thread.events) {
    if (event.type === type && matches(event.data as EventData[T])) return event.data as EventData[T]
  }
  return undefined
}
