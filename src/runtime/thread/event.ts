// Glossary.
//   thread    the ordered, append-only list of events of one run: the only state there is
//   event     one thing that happened: past tense, plain JSON { seq, type, v, at, data }
//   command   what to do next: imperative, plain data, never stored
//   next step the structured choice that the model made: a list of calls
//   call      one tool with one input, named within its thread by `callId` ("1", "2", …)
//   request   a question to a person, named within its thread by `requestId`
//   timer     a moment at which a thread is due, named within its thread by `timerId`
//   basedOn   the seq that the maker of an event had seen, where others came in between
// An event type never changes its meaning: a new meaning is a new type or a higher `v`.

import type { JsonObject, JsonValue } from './json.ts'
import type { ToolResponse } from './tool-response.ts'
import type { CompactError } from './compact-error.ts'
import type { Ask } from './ask.ts'
import type { ChildUsage, Usage } from './usage.ts'

/** Who did something, through which channel, and whether that channel proves who they are. */
export interface Person {
  readonly id: string
  readonly via: string
  readonly verified: boolean
}

/** What started or reached a thread from outside. `deliveryId` makes a repeated delivery count once. */
export interface Source {
  readonly trigger: string
  readonly deliveryId?: string
  readonly person?: Person
}

/** Tenant, owner, environment and the like: fixed at launch, indexed. */
export type Labels = Readonly<Record<string, string>>

/** Where a child comes from. `root` is the thread above all, `depth` 1 for the root's own children. */
export interface ParentOf {
  readonly threadId: string
  readonly callId?: string
  readonly root?: string
  readonly depth?: number
}

export interface Call {
  readonly callId: string
  readonly tool: string
  readonly input: JsonObject
  /** sha256 (hex) of the input's canonical JSON: what an approval is bound to. */
  readonly inputHash: string
}

/** What the model is told of an event, in the words of a prompt file, whose text is kept by its hash. */
export interface Told {
  readonly prompt: { readonly name: string; readonly hash: string }
  readonly text: string
}

/** Which model replied, to which prompt and context, at what cost. */
export interface ModelRecord {
  readonly model: { readonly id: string; readonly source: 'scripted' | 'provider' }
  readonly prompt: {
    readonly name: string
    readonly hash: string
    /** Hash of the instructions as they were sent, tools included: the store keeps them by it. */
    readonly sentHash?: string
  }
  /** sha256 (hex) over the messages that were sent. */
  readonly contextHash: string
  readonly usage: Usage
  /** By the configured prices, in their currency; absent where the model's price is not known, which is not 0. */
  readonly cost?: number
}

/** A tool that is not fixed in the agent, such as one of an MCP server. */
export interface OfferedTool {
  readonly name: string
  /** Where it comes from, such as the name of an MCP server. */
  readonly source: string
  readonly effect: 'read' | 'idempotent' | 'once'
  /** sha256 (hex) of what the model is told of it: the canonical JSON of name, description and input schema. */
  readonly specHash: string
}

export interface EventData {
  /** The thread began: which agent, on which input, started by what. */
  thread_launched: {
    readonly agent: string
    readonly agentHash: string
    readonly input: string
    readonly source: Source
    readonly labels: Labels
    readonly parent?: ParentOf
    readonly forkedFrom?: { readonly threadId: string; readonly seq: number; readonly hash: string }
  }
  /** Words reached the thread from outside. */
  message_received: { readonly text: string; readonly source: Source; readonly basedOn?: number }
  /** The model chose its next step: one or more calls. */
  next_step_chosen: ModelRecord & {
    readonly calls: readonly Call[]
    /** What the model said beside its calls. */
    readonly text?: string
    readonly basedOn?: number
  }
  /** The model replied with something that is no next step. */
  next_step_malformed: ModelRecord & {
    readonly error: CompactError
    readonly text?: string
    /** What the model is told about it: the words of a prompt file, whose text is kept by its hash. */
    readonly reask?: Told
    readonly basedOn?: number
  }
  /** The provider did not reply, also after the retries in code. */
  model_call_failed: {
    readonly error: CompactError
    readonly attempts: number
    /** Milliseconds for which the provider asks to be left alone, where that is longer than a retry in code waits. */
    readonly retryAfterMs?: number
    readonly basedOn?: number
  }
  /** A call with an effect is about to run. */
  tool_call_started: {
    readonly callId: string
    readonly effect: 'read' | 'idempotent' | 'once'
    readonly idempotencyKey: string
    /** Whether the tool can find out later if an interrupted call took effect. */
    readonly reconcilable: boolean
  }
  /** A call told how far it has come. */
  tool_call_progressed: {
    readonly callId: string
    readonly message: string
    /** From 0 to 1. */
    readonly fraction?: number
    readonly basedOn?: number
  }
  /** A call was closed by a good outcome. */
  tool_call_succeeded: {
    readonly callId: string
    readonly response: ToolResponse & { readonly success: true }
    readonly basedOn?: number
  }
  /** A call was closed by a bad outcome, a denial or an invalid input. */
  tool_call_failed: {
    readonly callId: string
    readonly response: ToolResponse & { readonly success: false }
    /** What the model is told in place of the error's message, where that is none of the tool's. */
    readonly told?: Told
    readonly basedOn?: number
  }
  /** A `once` call was cut off: whether it took effect is not known, and it is not repeated. */
  tool_call_interrupted: {
    readonly callId: string
    readonly reconcilable: boolean
    readonly basedOn?: number
  }
  /** The outcome of an interrupted call became known, and closed it. */
  tool_call_reconciled: {
    readonly callId: string
    readonly response: ToolResponse
    readonly by: 'tool' | 'person' | 'late outcome'
    readonly told?: Told
    readonly basedOn?: number
  }
  /** The tools that the agent does not fix itself are others than before: these, and no more. */
  tools_changed: {
    /** sha256 (hex) of the list's canonical JSON. */
    readonly hash: string
    readonly tools: readonly OfferedTool[]
  }
  /** A person was asked. */
  human_asked: Ask
  /** The same person was asked once more. */
  human_reminded: { readonly requestId: string; readonly to: readonly string[] }
  /** Silence: others were asked too. */
  human_escalated: {
    readonly requestId: string
    readonly to: readonly string[]
    readonly deadline?: string
  }
  /** A person answered: approved, rejected, edited the input, or replied in words. */
  human_answered: {
    readonly requestId: string
    readonly answer: 'approved' | 'rejected' | 'edited' | 'replied'
    readonly person: Person
    /** The hash that the answer is bound to: after an edit, the hash of the new input. */
    readonly inputHash?: string
    readonly input?: JsonObject
    readonly text?: string
    /** False where an edit still needs somebody else's approval. */
    readonly approves?: boolean
    readonly basedOn?: number
  }
  /** Nobody answered in time: the request's default took its place. */
  human_expired: { readonly requestId: string; readonly outcome: 'approved' | 'rejected' }
  /** The thread waits for a time, an event or a child, and holds no process while it does. */
  slept: {
    readonly timerId: string
    readonly reason: string
    readonly until?: string
    readonly event?: string
    readonly child?: string
  }
  /** What the thread slept for has come. */
  woke: { readonly timerId: string }
  /** A child thread was started. */
  child_launched: {
    readonly childId: string
    readonly agent: string
    readonly input: string
    /** The call that its result closes. */
    readonly callId?: string
  }
  /** A child thread ended. */
  child_finished: {
    readonly childId: string
    readonly status: 'finished' | 'failed' | 'cancelled'
    readonly result?: JsonValue
    readonly usage?: ChildUsage
  }
  /** Older events were replaced, for the model alone, by a summary. */
  context_compacted: {
    readonly upTo: number
    readonly summary: string
    /** The summary as the model is shown it, as data in the words of a prompt file. */
    readonly told?: Told
  }
  /** The model was told something by control flow, in the words of a prompt file. */
  model_nudged: {
    readonly reason: string
    readonly prompt: { readonly name: string; readonly hash: string }
    readonly text: string
  }
  /** The thread was given a time by which it ends, whatever it is doing. */
  deadline_set: { readonly due: string }
  /** A limit of the agent was reached. */
  limit_reached: {
    readonly limit: string
    readonly value: number
    readonly bound: number
    /** Of a cost: a model whose price is not known, so that the value is not known either. */
    readonly unpriced?: string
  }
  /** A person or program halted the thread. */
  paused: { readonly by: Person; readonly reason?: string }
  /** A paused thread was let go on. */
  resumed: { readonly by: Person }
  /** A person or program ended the thread. */
  cancelled: { readonly by: Person; readonly reason?: string }
  /** The agent reached its end. */
  finished: { readonly result: JsonValue }
  /** The agent cannot go on. */
  failed: { readonly error: CompactError }
}

export type EventType = keyof EventData

/** An event of the user's own: stored and rendered, ignored by `reduce`. */
export type CustomEventType = `custom.${string}.${string}`

interface Stamped<T extends string, D> {
  /** Position in the thread, from 1. */
  readonly seq: number
  readonly type: T
  readonly v: number
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string
  readonly data: D
}

export type KnownEvent = { [T in EventType]: Stamped<T, EventData[T]> }[EventType]
export type CustomEvent = Stamped<CustomEventType, JsonObject>
export type Event = KnownEvent | CustomEvent
export type EventOf<T extends EventType> = { [K in T]: Stamped<K, EventData[K]> }[T]

/** An event before the engine gives it its place and time. */
export type NewEvent =
  | { [T in EventType]: { readonly type: T; readonly data: EventData[T] } }[EventType]
  | { readonly type: CustomEventType; readonly data: JsonObject }

export function isCustom(event: Event): event is CustomEvent {
  return event.type.startsWith('custom.')
}
