// The only code that starts effects: it carries out the commands of `decide` and appends what happened.

import type { Agent } from '../agents/agent.ts'
import type { Model, ReplyDelta } from '../models/model.ts'
import type { PromptLibrary } from '../prompts/prompt.ts'
import type { Store, ThreadFilter, ThreadSummary } from '../store/store.ts'
import type { CustomEventType, Event, Labels, Person, Source } from '../thread/event.ts'
import type { JsonObject } from '../thread/json.ts'
import type { Thread } from '../thread/thread.ts'
import type { Asked } from './asked.ts'
import type { ChildBounds } from './child-bounds.ts'
import type { Clock } from './clock.ts'
import type { Prices } from './prices.ts'

export interface EngineOptions {
  readonly store: Store
  readonly agents: readonly Agent[]
  readonly prompts: PromptLibrary
  /** The model of an agent; by default the object that the agent holds. Rejects with ModelUnavailable. */
  readonly resolveModel?: (agent: Agent) => Model | Promise<Model>
  /** A secret by name, or undefined where there is none of this name. */
  readonly secrets?: (name: string) => string | undefined
  /** What models cost, by `provider/model`: of one that is not named here the cost is unknown. */
  readonly prices?: Prices
  /** How far agents may start agents, whatever their control flow says; see `defaultChildBounds`. */
  readonly children?: Partial<ChildBounds>
  /** Values that must not enter an event or a log, beside the secrets that tools declare. */
  readonly masked?: readonly string[]
  /** Receives what tools log; one JSON line each on standard error by default. */
  readonly log?: (entry: JsonObject) => void
  readonly clock?: Clock
  /** How long a model may say nothing before it is asked again: 5 minutes by default. */
  readonly modelTimeoutMs?: number
  /** How long a process that died keeps others from its thread: 30 seconds by default. */
  readonly leaseMs?: number
  /** Ids of threads and leases: random by default. */
  readonly newId?: () => string
}

export interface LaunchOptions {
  readonly labels?: Labels
  readonly source?: Source
}

export interface Answer {
  readonly requestId: string
  readonly answer: 'approved' | 'rejected' | 'edited' | 'replied'
  readonly person: Person
  /** A reason, or the reply in words. */
  readonly text?: string
  /** The new input, where the answer is `edited`. */
  readonly input?: JsonObject
}

export interface Custom {
  /** `custom.<namespace>.<name>`, in the past tense. */
  readonly type: CustomEventType
  readonly data: JsonObject
}

/**
 * recorded: it is in the thread now. already_answered: `first` is the answer that counts.
 * duplicate: this delivery was seen before, by `threadId`. ended: recorded, and not acted on.
 */
export type Delivered =
  | { readonly outcome: 'recorded' | 'ended'; readonly thread: Thread }
  | { readonly outcome: 'already_answered'; readonly thread: Thread; readonly first: Event }
  | { readonly outcome: 'duplicate'; readonly threadId: string }

export interface Driven {
  readonly thread: Thread
  /** False where another process holds the thread's lease and drives it. */
  readonly driven: boolean
}

export interface WorkOptions {
  /** Ends the work: the steps under way are finished first. */
  readonly signal: AbortSignal
  /** Threads at a time: 16 by default. */
  readonly concurrency?: number
  /** Milliseconds between looks for due threads: 500 by default. */
  readonly pollMs?: number
  readonly onDriven?: (driven: Driven) => void
  readonly onError?: (threadId: string, error: unknown) => void
}

export interface Engine {
  /** Starts a thread and returns at once; `duplicate` where the source's delivery was seen before. */
  launch(agent: string, input: string, options?: LaunchOptions): Promise<LaunchResult>
  /** Appends a message or an answer, durably. It drives nothing. */
  deliver(threadId: string, message: { readonly text: string; readonly source: Source }): Promise<Delivered>
  deliver(threadId: string, answer: Answer): Promise<Delivered>
  /** An event of your own: stored and rendered, ignored by the fold. */
  deliver(threadId: string, custom: Custom): Promise<Delivered>
  /** Carries the thread on until it waits, sleeps, is paused or ends; after the signal, until the step under way is done. */
  drive(threadId: string, options?: { readonly signal?: AbortSignal }): Promise<Driven>
  pause(threadId: string, by: Person, reason?: string): Promise<Thread>
  resume(threadId: string, by: Person): Promise<Thread>
  /** Ends the thread and its children; a model call or tool under way is aborted. */
  cancel(threadId: string, by: Person, reason?: string): Promise<Thread>
  /** A new thread with a copy of the events up to `seq` (all by default); resolves to its id. */
  fork(threadId: string, seq?: number): Promise<string>
  get(threadId: string): Promise<Thread>
  list(filter?: ThreadFilter): Promise<readonly ThreadSummary[]>
  /** Open requests, of root threads and of their children alike: of all, or of one thread and all below it. */
  requests(threadId?: string): Promise<readonly Asked[]>
  /** The events after `after` and all that follow, also those that other processes append, until the end. */
  subscribe(threadId: string, options?: SubscribeOptions): AsyncIterable<Event>
  /** Adds an exported thread (JSONL) after checking its shape and its hash chain; resolves to its id. */
  import(jsonl: string): Promise<string>
  /** The thread as JSONL, one event a line after a header. */
  export(threadId: string, options?: { readonly hashes?: boolean }): Promise<string>
  /** Drives all due threads of its agents, until the signal. */
  work(options: WorkOptions): Promise<void>
  /** Waits for late outcomes. The store stays open: whoever opened it closes it. */
  close(): Promise<void>
}

export interface LaunchResult {
  readonly threadId: string
  readonly duplicate: boolean
}

export interface SubscribeOptions {
  readonly after?: number
  readonly signal?: AbortSignal
  /**
   * Called with parts of the reply that the model is still making, where this process drives the thread. They are
   * transient: never stored, never part of an event, and void once the event is there. What it throws is ignored.
   */
  readonly onDelta?: (delta: StepDelta) => void
}

export interface StepDelta extends ReplyDelta {
  /** From 1; a new attempt begins the reply anew. */
  readonly attempt: number
}
