// Messages in, one reply out. An adapter has no loop, no retries and no text of its own.

import type { Message, ToolSpec } from '../context/message.ts'

export interface ModelRequest {
  readonly messages: readonly Message[]
  readonly tools: readonly ToolSpec[]
}

export interface ModelReply {
  /** `input` is as the model wrote it: an object where it kept to the schema, anything else where not. */
  readonly calls: readonly { readonly tool: string; readonly input: unknown }[]
  readonly text?: string
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number }
}

export interface Model {
  /** Provider and name, as recorded with each next step. */
  readonly id: string
  /** `scripted` says that no model thought here. */
  readonly source: 'scripted' | 'provider'
  /** Rejects with ModelCallFailed; rejects soon after `signal` is aborted. */
  readonly reply: (request: ModelRequest, signal: AbortSignal) => Promise<ModelReply>
}
