import { compactError, makeError } from '../errors/compact-error.ts'
import type { OpenCall } from '../thread/thread.ts'
import { toJson } from '../thread/json.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import { validate } from '../tools/schema.ts'
import { failed, type Tool, type ToolContext } from '../tools/tool.ts'
import { SecretNotFound } from '../twelvefold-error.ts'
import { onAbort } from './late.ts'
import type { Ports } from './ports.ts'

/** settled: the outcome is known. The others: nobody waits any longer, and the outcome may come `late`. */
export type Execution =
  | { readonly end: 'settled'; readonly response: ToolResponse }
  | { readonly end: 'timed_out' | 'aborted'; readonly late: Promise<ToolResponse> }

/** Runs a tool on a validated input until it settles, its time is out, or the thread is cancelled. */
export function executeTool(tool: Tool, call: OpenCall, input: unknown, ports: Ports): Promise<Execution> {
  const stop = stopOf(ports.signal)
  const late = settle(tool, () => tool.run(toolContext(call, ports, () => stop.signal(), input)))
  return new Promise((resolve) => {
    const end = (execution: Execution): void => {
      clearTimeout(timer)
      stay()
      resolve(execution)
    }
    const timer = setTimeout(() => {
      end({ end: 'timed_out', late })
      stop.now(new Error('timed out'))
    }, tool.timeoutMs)
    const leave = (): void => {
      end({ end: 'aborted', late })
      stop.now(ports.signal.reason)
    }
    const stay = onAbort(ports.signal, leave)
    if (ports.signal.aborted) leave()
    void late.then((response) => end({ end: 'settled', response }))
  })
}

/** The signal of one call: made when the tool looks at it, which most never do. */
function stopOf(outer: AbortSignal): { signal: () => AbortSignal; now: (reason: unknown) => void } {
  let made: AbortController | undefined
  let stopped: { readonly reason: unknown } | undefined = outer.aborted ? outer : undefined
  return {
    signal() {
      made ??= new AbortController()
      if (stopped) made.abort(stopped.reason)
      return made.signal
    },
    now(reason) {
      stopped ??= { reason }
      made?.abort(stopped.reason)
    },
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
    const found = await reconcile(toolContext(call, ports, () => ports.signal, input))
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

function toolContext(
  call: OpenCall,
  ports: Ports,
  signal: () => AbortSignal,
  input: unknown,
): ToolContext & { readonly input: never } {
  const { workshop, journal } = ports
  const threadId = journal.thread.id
  return {
    input: input as never,
    get signal() {
      return signal()
    },
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
