import { makeError } from '../errors/compact-error.ts'
import { toJson, type JsonValue } from '../thread/json.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import { failed, succeeded } from '../tools/tool.ts'
import type { CallResult } from './mcp-client.ts'

/** What a server answered, as a ToolResponse: its structured content, else its words, else all parts as they are. */
export function responseOf({ content = [], structuredContent, isError }: CallResult): ToolResponse {
  const words = content.every(({ type }) => type === 'text')
    ? content.map(({ text }) => text ?? '').join('\n')
    : undefined
  if (isError) {
    const text = content.map((part) => part.text ?? '').join('\n')
    // The words are the server's; where it has none, there is the code alone.
    return failed(makeError('tool_error', text.trim()))
  }
  const data: JsonValue = structuredContent ?? words ?? toJson(content)
  return succeeded(toJson(data))
}
