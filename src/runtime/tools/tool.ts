// What an agent can do. A tool is data for the model (name, description, schema) and a handler for whoever runs it.

import type { CompactError } from '../thread/compact-error.ts'
import type { Labels } from '../thread/event.ts'
import type { JsonObject, JsonValue } from '../thread/json.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import type { StandardSchema } from './schema.ts'

export type { ToolResponse } from '../thread/tool-response.ts'

/**
 * read: changes nothing, may be repeated. idempotent: may be repeated with the same idempotency key.
 * once: the engine never repeats it; after a crash in between its outcome is unknown until reconciled.
 */
export type Effect = 'read' | 'idempotent' | 'once'

export interface ToolContext<Secret extends string = string> {
  /** Aborted when the thread is cancelled, the time is out, or the process stops. */
  readonly signal: AbortSignal
  /** The same for every attempt at this call. */
  readonly idempotencyKey: string
  readonly threadId: string
  readonly labels: Labels
  /** One JSON line on standard error; never part of the thread. */
  readonly log: (message: string, fields?: JsonObject) => void
  /**
   * Tells whoever follows the thread how far the call has come: an event, which the model is not shown. At most one a
   * second and a hundred a call are kept; `message` is cut to 200 characters.
   */
  readonly progress: (message: string, fraction?: number) => void
  /** The secrets that the tool declares, by name. */
  readonly secrets: Readonly<Record<Secret, string>>
  /** The whole of an output of this thread that was kept outside its event; undefined where there is none. */
  readonly openOutput: (output: string) => Promise<string | undefined>
}

export interface Tool {
  readonly name: string
  /** What the model is told: text, or the name of the prompt file that holds it. */
  readonly description: string | { readonly prompt: string }
  readonly effect: Effect
  /** Milliseconds that one attempt may take. */
  readonly timeoutMs: number
  /** Further attempts after a failure that is `retryable` or timed out; always 0 for `once`. */
  readonly retries: number
  /** Calls of this tool that run at the same time in one process, over all threads. */
  readonly concurrency: number
  /** Longest output, in characters of its JSON: more is kept by its hash, and the event holds its beginning and end. */
  readonly outputLimit: number
  /** Names of the secrets that `run` is given. */
  readonly secrets: readonly string[]
  readonly inputSchema: StandardSchema
  readonly outputSchema: StandardSchema
  /** What the model is shown of the input schema. */
  readonly inputJsonSchema: JsonObject
  /** May throw or reject: that is a failed call. Called at most once at a time for one call. */
  readonly run: (arguments_: ToolContext & { readonly input: never }) => Promise<ToolResponse>
  /** Finds out whether an interrupted call took effect: its outcome, or undefined where it cannot tell. */
  readonly reconcile?: (
    arguments_: ToolContext & { readonly input: never },
  ) => Promise<ToolResponse | undefined>
}

export function succeeded<Data extends JsonValue>(
  data: Data,
  metadata?: JsonObject,
): ToolResponse<Data> & { success: true } {
  return metadata === undefined ? { success: true, data } : { success: true, data, metadata }
}

export function failed(error: CompactError, metadata?: JsonObject): ToolResponse<never> & { success: false } {
  return metadata === undefined ? { success: false, error } : { success: false, error, metadata }
}
