// Messages in, one reply out. An adapter has no loop, no retries and no text of its own.

import type { Message, ToolSpec } from '../context/message.ts'
import type { Usage } from '../thread/usage.ts'
import type { JsonObject } from '../thread/json.ts'

export interface ModelRequest {
  readonly messages: readonly Message[]
  readonly tools: readonly ToolSpec[]
  /** How the prompt's author wants the model to be asked. */
  readonly settings?: ModelSettings
  /** Asks for a text of this shape (JSON Schema) in place of calls: then there are no tools. */
  readonly format?: { readonly name: string; readonly schema: JsonObject }
}

/** Named as the AI SDK names its call options; what a provider does not know it leaves out. */
export interface ModelSettings {
  readonly temperature?: number
  readonly topP?: number
  readonly topK?: number
  readonly maxOutputTokens?: number
  readonly seed?: number
}

/** A part of a reply that is still coming: transient, never stored. */
export interface ReplyDelta {
  readonly text: string
  /** The text belongs to the input of a call of this tool, as JSON; else it is what the model says. */
  readonly tool?: string
}

/** Why a reply stopped before the model was done with it. */
export type Cut = 'length' | 'filter' | 'error'

export interface ModelReply {
  readonly calls: readonly ModelCall[]
  readonly text?: string
  /** What the provider reported; `{}` where it reported nothing. */
  readonly usage: Usage
  /** Absent where the reply is whole. */
  readonly cut?: Cut
}

export interface ModelCall {
  readonly tool: string
  /** As the model wrote it: an object where it kept to the schema, anything else where not. */
  readonly input: unknown
  /** The provider's own name for the call: ours is made by the engine, this one tells twins apart. */
  readonly id?: string
}

export interface Model {
  /** Provider and name, as recorded with each next step. */
  readonly id: string
  /** `scripted` says that no model thought here. */
  readonly source: 'scripted' | 'provider'
  /**
   * Rejects with ModelCallFailed; rejects soon after `signal` is aborted. With `onDelta` the reply is streamed where
   * the model can: `onDelta` is called as parts arrive, never after the promise has settled, and must not throw.
   */
  readonly reply: (
    request: ModelRequest,
    signal: AbortSignal,
    onDelta?: (delta: ReplyDelta) => void,
  ) => Promise<ModelReply>
}
