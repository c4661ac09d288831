// A thread as the fold sees it. Everything here but `id` is derived from the events and can be thrown away.
// Pure: no clock, no randomness, no I/O. Time, ids and hashes arrive inside events.

import type { Ask } from './ask.ts'
import type { CompactError } from './compact-error.ts'
import type { Call, EventData, Labels, ParentOf, Person, Source } from './event.ts'
import { EventList } from './event-list.ts'
import type { JsonValue } from './json.ts'

export type Status =
  'running' | 'waiting_for_human' | 'sleeping' | 'paused' | 'finished' | 'failed' | 'cancelled'

export type Answer = EventData['human_answered']['answer']

/** A call that has no outcome yet. */
export interface OpenCall extends Call {
  readonly state: 'chosen' | 'started' | 'interrupted'
  readonly effect?: 'read' | 'idempotent' | 'once'
  /** Whether the tool can find out if the interrupted call took effect. */
  readonly reconcilable?: boolean
  readonly permission?: Permission
  /** The child thread whose result closes the call. */
  readonly child?: string
  /** What a person said where the call was a question, or of unknown outcome. */
  readonly reply?: { readonly answer: Answer; readonly text?: string; readonly person: Person }
}

/** Whether a person lets this call run, bound to the hash of the input that the person saw. */
export interface Permission {
  readonly state: 'asked' | 'granted' | 'refused'
  readonly requestId: string
  readonly inputHash: string
  readonly reason?: string
  /** Refused or granted by silence. */
  readonly expired?: boolean
}

/** A request that nobody answered yet. */
export interface OpenRequest extends Ask {
  readonly askedAt: string
  readonly reminders: number
  readonly escalations: number
}

export interface Timer {
  readonly timerId: string
  /** ISO time at which the thread is due. */
  readonly due: string
}

export interface Counters {
  readonly steps: number
  readonly calls: number
  readonly errors: number
  /** Failed calls and malformed replies since the last call that went well. A denial is neither. */
  readonly consecutiveErrors: number
  /** Failures of the provider since its last reply. */
  readonly modelFailures: number
  readonly requests: number
  readonly sleeps: number
  /** As reported by the providers: where `unmeasured` is there, at least so many. */
  readonly inputTokens: number
  readonly outputTokens: number
  /** Replies whose tokens the provider did not report; absent where it always did. */
  readonly unmeasured?: number
  /** As far as prices are known. */
  readonly cost: number
  /** A model that replied and whose price is not known: `cost` then leaves something out. */
  readonly unpriced?: string
  /** Children that were launched. */
  readonly children: number
}

/** Failures of one tool with no success of it in between; a denial is none, a person's answer to them a new start. */
export interface ToolErrors {
  readonly tool: string
  readonly inARow: number
  /** Of the newest one. */
  readonly error: { readonly code: string; readonly message: string }
  /** Of the event by which the newest one came. */
  readonly seq: number
  /** Why a person who was asked about them wants no more of it. */
  readonly refused?: string
}

export interface Sleep {
  readonly timerId: string
  readonly until?: string
  readonly event?: string
  readonly child?: string
}

export type Ending =
  | { readonly status: 'finished'; readonly result: JsonValue }
  | { readonly status: 'failed'; readonly error: CompactError }
  | { readonly status: 'cancelled'; readonly reason?: string }

export interface Thread {
  readonly id: string
  readonly events: EventList
  /** Of the last event; 0 before the first. */
  readonly seq: number
  /** `at` of the last event: the only clock that `decide` may read. */
  readonly now: string
  readonly status: Status
  readonly agent: string
  readonly agentHash: string
  readonly input: string
  readonly source: Source
  readonly labels: Labels
  readonly parent?: ParentOf
  readonly launchedAt: string
  readonly counters: Counters
  readonly calls: readonly OpenCall[]
  readonly requests: readonly OpenRequest[]
  readonly timers: readonly Timer[]
  /** Those that have not ended, as far as this thread knows. */
  readonly children: readonly string[]
  /** The tools that failed when they were called last. */
  readonly toolErrors: readonly ToolErrors[]
  /** ISO time at which the thread ends, whatever it is doing. */
  readonly deadline?: string
  readonly paused: boolean
  readonly sleep?: Sleep
  readonly ending?: Ending
  /** Of the newest `tools_changed`: the tools that the agent does not fix itself. */
  readonly toolsHash?: string
  /** Seq of the newest choice that was acted on: a reply made before it comes too late to act on. */
  readonly lastChoice: number
}

export function emptyThread(id: string): Thread {
  return {
    id,
    events: EventList.empty,
    seq: 0,
    now: '',
    status: 'running',
    agent: '',
    agentHash: '',
    input: '',
    source: { trigger: '' },
    labels: {},
    launchedAt: '',
    counters: {
      steps: 0,
      calls: 0,
      errors: 0,
      consecutiveErrors: 0,
      modelFailures: 0,
      requests: 0,
      sleeps: 0,
      inputTokens: 0,
      outputTokens: 0,
      cost: 0,
      children: 0,
    },
    calls: [],
    requests: [],
    timers: [],
    children: [],
    toolErrors: [],
    paused: false,
    lastChoice: 0,
  }
}

export function isEnded(thread: Thread): boolean {
  return thread.ending !== undefined
}
