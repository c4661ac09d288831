import { compactError, makeError } from '../errors/compact-error.ts'
import type { OpenCall } from '../thread/thread.ts'
import { toJson } from '../thread/json.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import { validate } from '../tools/schema.ts'
import { failed, type Tool, type ToolContext } from '../tools/tool.ts'
import { SecretNotFound } from '../twelvefold-error.ts'
import type { Ports } from './ports.ts'

/** settled: the outcome is known. The others: nobody waits any longer, and the outcome may come `late`. */
export type Execution =
  | { readonly end: 'settled'; readonly response: ToolResponse }
  | { readonly end: 'timed_out' | 'aborted'; readonly late: Promise<ToolResponse> }

/** Runs a tool on a validated input until it settles, its time is out, or the thread is cancelled. */
export async function executeTool(
  tool: Tool,
  call: OpenCall,
  input: unknown,
  ports: Ports,
): Promise<Execution> {
  const stop = new AbortController()
  const onAbort = (): void => stop.abort(ports.signal.reason)
  ports.signal.addEventListener('abort', onAbort, { once: true })
  if (ports.signal.aborted) onAbort()
  let timer: NodeJS.Timeout | undefined
  const late = settle(tool, () =>
    tool.run({ ...toolContext(call, ports, stop.signal), input: input as never }),
  )
  const given = new Promise<Execution>((resolve) => {
    const leave = (end: 'timed_out' | 'aborted'): void => resolve({ end, late })
    timer = setTimeout(() => leave('timed_out'), tool.timeoutMs)
    stop.signal.addEventListener('abort', () => leave('aborted'), { once: true })
    if (stop.signal.aborted) leave('aborted')
  })
  const settled = late.then((response): Execution => ({ end: 'settled', response }))
  try {
    const execution = await Promise.race([settled, given])
    if (execution.end === 'timed_out') stop.abort(new Error('timed out'))
    return execution
  } finally {
    clearTimeout(timer)
    ports.signal.removeEventListener('abort', onAbort)
  }
}

/** Asks a tool whether its interrupted call took effect; undefined where it cannot tell. */
export async function reconcileTool(
  tool: Tool,
  call: OpenCall,
  input: unknown,
  ports: Ports,
): Promise<ToolResponse | undefined> {
  const { reconcile } = tool
  if (!reconcile) return undefined
  try {
    const found = await reconcile({ ...toolContext(call, ports, ports.signal), input: input as never })
    return found && (await settle(tool, async () => found))
  } catch {
    // It could not find out: that is the same as not knowing, and a person is asked.
    return undefined
  }
}

/** Whatever a handler does becomes one valid ToolResponse. Never rejects. */
async function settle(tool: Tool, run: () => Promise<ToolResponse>): Promise<ToolResponse> {
  let response: ToolResponse
  try {
    response = await run()
  } catch (thrown) {
    return failed(compactError(thrown))
  }
  const invalid = (problem: string): ToolResponse =>
    failed(makeError('invalid_output', `${tool.name}: ${problem}`))
  const shape: unknown = response
  if (typeof shape !== 'object' || shape === null || typeof response.success !== 'boolean') {
    return invalid('the tool returned no ToolResponse')
  }
  if (!response.success) return { success: false, error: compactResponseError(response.error) }
  try {
    // A copy: the tool may keep what it returned, and change it.
    const copy = toJson(response) as unknown as ToolResponse & { readonly success: true }
    const checked = await validate(tool.outputSchema, copy.data)
    return 'problem' in checked ? invalid(checked.problem) : copy
  } catch (thrown) {
    return invalid(compactError(thrown).message)
  }
}

/** A tool may hand over an error of its own making: it is compacted like any other. */
function compactResponseError(error: unknown): ReturnType<typeof compactError> {
  const compact = compactError(error)
  const { retryable, hint } = (error ?? {}) as { retryable?: unknown; hint?: unknown }
  return {
    ...compact,
    ...(typeof hint === 'string' ? { hint: compactError(hint).message } : {}),
    retryable: typeof retryable === 'boolean' ? retryable : compact.retryable,
  }
}

function toolContext(call: OpenCall, ports: Ports, signal: AbortSignal): ToolContext {
  const { workshop, journal } = ports
  const threadId = journal.thread.id
  return {
    signal,
    idempotencyKey: idempotencyKeyOf(threadId, call.callId),
    threadId,
    labels: journal.thread.labels,
    log: (message, fields = {}) =>
      workshop.log({
        at: new Date(workshop.clock.now()).toISOString(),
        threadId,
        tool: call.tool,
        message,
        ...fields,
      }),
    secrets(name) {
      const secret = workshop.secrets(name)
      if (secret === undefined) {
        throw new SecretNotFound(`there is no secret ${name}`, { hint: `set ${name} in the environment` })
      }
      if (secret.length >= 4) workshop.seenSecrets.add(secret)
      return secret
    },
  }
}

/** The same for every attempt at one call, and for no other call. */
export function idempotencyKeyOf(threadId: string, callId: string): string {
  return `${threadId}.${callId}`
}
