import { EventInvalid } from '../twelvefold-error.ts'
import { isCustom, type Event, type EventOf, type EventType } from './event.ts'
import { folds } from './folds.ts'
import { freezeDeep } from './json.ts'
import { emptyThread, type Status, type Thread } from './thread.ts'

/**
 * The fold: the same for every agent, O(1) per event. `thread` stays as it was.
 * Events that came after the end are kept and change nothing else.
 * @throws EventInvalid where `seq` is not the next one, or the first event is not `thread_launched`.
 */
export function reduce(thread: Thread, event: Event): Thread {
  return fold(thread.id, [event], thread)
}

/** Folds events from the beginning, or from a thread that holds all earlier ones; `list` is all of them, where it is known. */
export function fold(
  id: string,
  events: readonly Event[],
  from = emptyThread(id),
  list = from.events.append(events),
): Thread {
  // One copy for all of them: nobody sees the versions in between.
  const thread = { ...from }
  for (const event of events) apply(thread, event)
  thread.events = list
  // What the thread shows of its events is as frozen as they are.
  for (const shown of [thread.calls, thread.requests, thread.source, thread.labels]) freezeDeep(shown)
  return thread
}

type Draft = { -readonly [Member in keyof Thread]: Thread[Member] }

function apply(thread: Draft, event: Event): void {
  if (event.seq !== thread.seq + 1) {
    throw new EventInvalid(`event ${event.seq} of thread ${thread.id} follows event ${thread.seq}`)
  }
  if ((event.type === 'thread_launched') !== (event.seq === 1)) {
    throw new EventInvalid(`event ${event.seq} of thread ${thread.id} is ${event.type}`, {
      hint: 'a thread begins with thread_launched, once',
    })
  }
  const isFolded = !isCustom(event) && !thread.ending
  const change = isFolded ? foldOf(event.type)(thread, event) : undefined
  thread.seq = event.seq
  thread.now = event.at
  if (!change) return
  Object.assign(thread, change)
  thread.status = statusOf(thread)
}

function foldOf<T extends EventType>(type: T): (thread: Thread, event: EventOf<T>) => Partial<Thread> {
  if (!Object.hasOwn(folds, type)) throw new EventInvalid(`"${String(type)}" is no event type`)
  return folds[type]
}

function statusOf(thread: Thread): Status {
  if (thread.ending) return thread.ending.status
  if (thread.paused) return 'paused'
  if (thread.sleep) return 'sleeping'
  if (thread.requests.length === 0) return 'running'
  // A call that nobody was asked about can go on while another waits for its person.
  const free = thread.calls.some((call) => !thread.requests.some((ask) => ask.callId === call.callId))
  return free && thread.requests.every((ask) => ask.callId !== undefined) ? 'running' : 'waiting_for_human'
}
