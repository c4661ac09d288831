import type { JsonObject } from '../thread/json.ts'

/** What a model is sent: the one neutral form that every model adapter translates. */
export type Message =
  | { readonly role: 'system'; readonly content: string }
  | { readonly role: 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content?: string; readonly calls: readonly MessageCall[] }
  | { readonly role: 'tool'; readonly callId: string; readonly tool: string; readonly content: string }

export interface MessageCall {
  readonly callId: string
  readonly tool: string
  readonly input: JsonObject
}

/** A tool as the model sees it. */
export interface ToolSpec {
  readonly name: string
  readonly description: string
  readonly inputSchema: JsonObject
}
