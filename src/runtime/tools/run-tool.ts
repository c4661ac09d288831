import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { compactError, makeError } from '../errors/compact-error.ts'
import { redactJson } from '../errors/redact-json.ts'
import type { JsonObject, JsonValue } from '../thread/json.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import { attempt } from './attempt.ts'
import { capOutput } from './cap-output.ts'
import { repeatAttempts } from './repeat-attempts.ts'
import { validate } from './schema.ts'
import { failed, type Tool, type ToolContext } from './tool.ts'

export interface RunToolOptions {
  /** Aborts the call: the response is then a failed one with the code `aborted`. */
  readonly signal?: AbortSignal
  /** The same for every time that this call is made; a random one by default. */
  readonly idempotencyKey?: string
  /** A secret by name, such as `(name) => process.env[name]`. What it gives is masked in the response. */
  readonly secrets?: (name: string) => string | undefined
  /** Keeps the whole of an output that is longer than the tool's limit, by its hash. Without it nothing is cut. */
  readonly keep?: (hash: string, text: string) => unknown
  readonly log?: ToolContext['log']
  readonly progress?: ToolContext['progress']
  readonly openOutput?: ToolContext['openOutput']
  readonly labels?: ToolContext['labels']
  readonly threadId?: string
}

/**
 * Runs a tool by itself, on any stack: its input is checked, its time bounded, what may be repeated is, and whatever
 * happens is one ToolResponse without secrets. Never rejects, but for what `keep` rejects with. There is no log here that
 * outlives a crash: a `once` tool that was cut off is known to nobody.
 */
export async function runTool(
  tool: Tool,
  input: unknown,
  options: RunToolOptions = {},
): Promise<ToolResponse> {
  const checked = await validate(tool.inputSchema, input)
  if ('problem' in checked) return failed(makeError('invalid_input', checked.problem))
  const secrets: Record<string, string> = {}
  for (const name of tool.secrets) {
    const value = options.secrets?.(name)
    if (!value) return failed(makeError('secret_not_found', `${tool.name} needs the secret ${name}`))
    secrets[name] = value
  }
  const response = await runChecked(tool, checked.value, { ...options, values: secrets })
  const clean = redactJson(
    response as unknown as JsonValue,
    Object.values(secrets),
  ) as unknown as ToolResponse
  if (!options.keep) return clean
  const capped = capOutput(clean, tool.outputLimit)
  for (const { hash, text } of capped.texts) await options.keep(hash, text)
  return capped.response
}

type Checked = RunToolOptions & { readonly values: Readonly<Record<string, string>> }

async function runChecked(tool: Tool, input: unknown, options: Checked): Promise<ToolResponse> {
  const { signal = new AbortController().signal, idempotencyKey = randomUUID(), values } = options
  const { log = ignore, progress = ignore, openOutput = nothing, labels = {}, threadId = '' } = options
  const context = { idempotencyKey, threadId, labels, log, progress, openOutput }
  const once = (): ReturnType<typeof attempt> =>
    attempt(
      tool,
      async (stop) => tool.run({ ...context, input: input as never, secrets: { ...values }, signal: stop() }),
      signal,
    )
  const sleep = (milliseconds: number, stop?: AbortSignal): Promise<void> =>
    delay(milliseconds, undefined, { signal: stop ? AbortSignal.any([stop, signal]) : signal }).catch(ignore)
  const end = await repeatAttempts(tool, once, { sleep, mayRepeat: () => !signal.aborted })
  if (end.end === 'settled') return end.response
  if (end.end === 'timed_out') {
    const error = makeError('timed_out', `${tool.name} took over ${tool.timeoutMs} ms`)
    return failed({ ...error, retryable: true })
  }
  return failed({ ...compactError(signal.reason), code: 'aborted' })
}

function ignore(_message?: unknown, _fields?: JsonObject | number): void {}

async function nothing(): Promise<undefined> {
  return undefined
}
