import type { PromptName } from '../prompts/declared-prompts.ts'
import type { JsonValue } from '../thread/json.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import { ToolInvalid } from '../twelvefold-error.ts'
import { jsonSchemaOf, type StandardSchema } from './schema.ts'
import type { Effect, Tool, ToolContext } from './tool.ts'

export interface ToolDefinition<Input, Output extends JsonValue, Secret extends string = never> {
  /** Lower-case words joined by underscores, at most 64 characters: what providers accept. */
  readonly name: string
  /** What the model is told: text, or the name of the prompt file that holds it. */
  readonly description: string | { readonly prompt: PromptName }
  readonly input: StandardSchema<Input>
  readonly output: StandardSchema<Output>
  readonly effect: Effect
  /** One minute by default: long enough for a deploy step, short enough to notice a hung call. */
  readonly timeoutMs?: number
  /** Further attempts, for `read` and `idempotent`: 2 by default, at most 10. */
  readonly retries?: number
  /** Calls of this tool at the same time in one process: no bound of its own by default. */
  readonly concurrency?: number
  /** Characters of JSON, from 1,000 to 1,000,000: 8,000 by default, about 2,000 tokens. */
  readonly outputLimit?: number
  /** Names of secrets, such as `GITHUB_TOKEN`: whoever runs the tool hands over their values. */
  readonly secrets?: readonly Secret[]
  readonly run: (arguments_: ToolContext<Secret> & { readonly input: Input }) => Promise<ToolResponse<Output>>
  readonly reconcile?: (
    arguments_: ToolContext<Secret> & { readonly input: Input },
  ) => Promise<ToolResponse<Output> | undefined>
}

/** @throws ToolInvalid */
export function defineTool<Input, Output extends JsonValue, const Secret extends string = never>(
  definition: ToolDefinition<Input, Output, Secret>,
): Tool {
  const { name, description, effect, run, reconcile, secrets = [] } = definition
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(name)) {
    throw new ToolInvalid(`"${name}" is no tool name`, {
      hint: 'use lower-case words joined by underscores, such as list_git_tags',
    })
  }
  const misnamed = secrets.find((secret) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(secret))
  if (misnamed !== undefined) {
    // Not repeated: whoever mistakes the name for the value has written the value.
    throw new ToolInvalid(`tool ${name} declares a secret by something that is no name`, {
      hint: "name it as the environment does, such as secrets: ['GITHUB_TOKEN']",
    })
  }
  if (effect === 'once' && definition.retries) {
    throw new ToolInvalid(`tool ${name} has effect once and retries`, {
      hint: 'a tool that may be repeated with the same idempotency key is idempotent',
    })
  }
  const limit = (key: 'timeoutMs' | 'retries' | 'concurrency' | 'outputLimit'): number =>
    limitOf(name, key, definition[key])
  return Object.freeze({
    name,
    description,
    effect,
    timeoutMs: limit('timeoutMs'),
    retries: effect === 'once' ? 0 : limit('retries'),
    concurrency: limit('concurrency'),
    outputLimit: limit('outputLimit'),
    secrets: Object.freeze([...secrets]),
    inputSchema: definition.input,
    outputSchema: definition.output,
    inputJsonSchema: jsonSchemaOf(name, definition.input),
    run,
    ...(reconcile ? { reconcile } : {}),
  })
}

/** Least, greatest and default. The greatest time is what a timer of Node can hold. */
const LIMITS = {
  timeoutMs: [1, 2 ** 31 - 1, 60_000],
  retries: [0, 10, 2],
  concurrency: [1, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  outputLimit: [1_000, 1_000_000, 8_000],
} as const

function limitOf(tool: string, key: keyof typeof LIMITS, value: number | undefined): number {
  const [least, greatest, standard] = LIMITS[key]
  if (value === undefined) return standard
  if (Number.isInteger(value) && value >= least && value <= greatest) return value
  throw new ToolInvalid(`${key} of tool ${tool} is ${value}`, {
    hint: `give a whole number from ${least} to ${greatest}`,
  })
}
