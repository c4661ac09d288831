import { ToolInvalid } from '../twelvefold-error.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import { runTool, type RunToolOptions } from './run-tool.ts'
import type { StandardSchema } from './schema.ts'
import type { Tool } from './tool.ts'

type Convert = (options: { readonly target: string }) => Record<string, unknown>

/** Standard Schema with its JSON Schema, as the AI SDK takes it. */
interface AiSdkSchema {
  readonly '~standard': Omit<StandardSchema<never>['~standard'], 'jsonSchema'> & {
    readonly jsonSchema: { readonly input: Convert; readonly output: Convert }
  }
}

/** A tool as the AI SDK takes it, by shape: its package is no part of this one. */
export interface AiSdkTool {
  readonly description: string
  readonly inputSchema: AiSdkSchema
  readonly execute: (
    input: unknown,
    options: { readonly toolCallId: string; readonly abortSignal?: AbortSignal },
  ) => Promise<ToolResponse>
}

export interface AiSdkToolsOptions extends Omit<RunToolOptions, 'signal' | 'idempotencyKey'> {
  /** The text of a prompt file by its name, for tools whose descriptions are prompt files. */
  readonly describe?: (prompt: string) => string | Promise<string>
}

/**
 * Tools for `generateText` and `streamText` of the AI SDK: the model is answered with ToolResponses, and a failed call
 * is one of them and no throw. The id of the SDK's tool call is the idempotency key. Rejects with ToolInvalid.
 */
export async function aiSdkTools(
  tools: readonly Tool[],
  { describe, ...options }: AiSdkToolsOptions = {},
): Promise<Record<string, AiSdkTool>> {
  const entries = tools.map(async (tool) => {
    const { name, description } = tool
    return [
      name,
      {
        description:
          typeof description === 'string' ? description : await described(name, description.prompt),
        inputSchema: schemaOf(tool),
        execute: (input, { toolCallId, abortSignal }) =>
          runTool(tool, input, {
            ...options,
            idempotencyKey: toolCallId,
            ...(abortSignal ? { signal: abortSignal } : {}),
          }),
      } satisfies AiSdkTool,
    ] as const
  })
  return Object.fromEntries(await Promise.all(entries))

  async function described(tool: string, prompt: string): Promise<string> {
    if (describe) return describe(prompt)
    throw new ToolInvalid(`tool ${tool} is described by the prompt file ${prompt}`, {
      hint: "hand over describe, such as async (name) => (await promptFolder('prompts').render(name)).text",
    })
  }
}

function schemaOf({ inputSchema, inputJsonSchema }: Tool): AiSdkSchema {
  const { validate } = (inputSchema as StandardSchema<never>)['~standard']
  const show = (): Record<string, unknown> => ({ ...inputJsonSchema })
  return {
    '~standard': { version: 1, vendor: 'twelvefold', validate, jsonSchema: { input: show, output: show } },
  }
}
