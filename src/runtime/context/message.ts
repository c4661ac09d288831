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

/**
 * A message as one text, by which it is measured and hashed: what a model could tell apart differs. Not its JSON, in
 * which a long result would be escaped anew each time.
 */
export function messageText(message: Message): string {
  const { role, content = '' } = message
  if (role === 'assistant') return `${role}\n${JSON.stringify(message.calls)}\n${content}`
  return role === 'tool' ? `${role}\n${message.callId}\n${message.tool}\n${content}` : `${role}\n${content}`
}
