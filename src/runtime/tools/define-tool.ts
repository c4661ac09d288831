import type { JsonValue } from '../thread/json.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import { ToolInvalid } from '../twelvefold-error.ts'
import { jsonSchemaOf, type StandardSchema } from './schema.ts'
import type { Effect, Tool, ToolContext } from './tool.ts'

/** One minute: long enough for a deploy step, short enough to notice a hung call. */
const DEFAULT_TIMEOUT_MS = 60_000

export interface ToolDefinition<Input, Output extends JsonValue> {
  /** Lower-case words joined by underscores, at most 64 characters: what providers accept. */
  readonly name: string
  readonly description: string | { readonly prompt: string }
  readonly input: StandardSchema<Input>
  readonly output: StandardSchema<Output>
  readonly effect: Effect
  readonly timeoutMs?: number
  readonly run: (arguments_: ToolContext & { readonly input: Input }) => Promise<ToolResponse<Output>>
  readonly reconcile?: (
    arguments_: ToolContext & { readonly input: Input },
  ) => Promise<ToolResponse<Output> | undefined>
}

/** @throws ToolInvalid */
export function defineTool<Input, Output extends JsonValue>(definition: ToolDefinition<Input, Output>): Tool {
  const { name, description, effect, run, reconcile, timeoutMs = DEFAULT_TIMEOUT_MS } = definition
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(name)) {
    throw new ToolInvalid(`"${name}" is no tool name`, {
      hint: 'use lower-case words joined by underscores, such as list_git_tags',
    })
  }
  return Object.freeze({
    name,
    description,
    effect,
    timeoutMs,
    inputSchema: definition.input,
    outputSchema: definition.output,
    inputJsonSchema: jsonSchemaOf(name, definition.input),
    run,
    ...(reconcile ? { reconcile } : {}),
  })
}
