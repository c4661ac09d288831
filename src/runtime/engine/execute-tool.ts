import type { JsonObject } from '../thread/json.ts'
import type { OpenCall } from '../thread/thread.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import { attempt, type Attempt } from '../tools/attempt.ts'
import { keptHash } from '../tools/cap-output.ts'
import { repeatAttempts } from '../tools/repeat-attempts.ts'
import { settle } from '../tools/settle.ts'
import type { Tool, ToolContext } from '../tools/tool.ts'
import type { Ports } from './ports.ts'
import { progressOf } from './progress.ts'
import { namedSecrets } from './toolsets.ts'

/** left: nothing is known and nothing recorded; the call is open, and whoever holds the thread runs it when it may. */
export type Execution = Attempt | { readonly end: 'left' }

/** Runs a tool on a validated input until it settles, its time is out for good, or the thread is cancelled. */
export function executeTool(tool: Tool, call: OpenCall, input: unknown, ports: Ports): Promise<Execution> {
  const { workshop, journal, owner, signal } = ports
  const context = contextOf(tool, call, input, ports)
  const once = (): Promise<Attempt> =>
    attempt(tool, async (stop) => tool.run(withSignal(context(), stop)), signal)
  return repeatAttempts(tool, once, {
    sleep: (milliseconds, stop) =>
      workshop.clock.sleep(milliseconds, stop ? AbortSignal.any([stop, signal]) : signal),
    async mayRepeat() {
      if (signal.aborted) return false
      const { holdsLease } = await journal.look(owner)
      const { calls, status } = journal.thread
      return holdsLease && status === 'running' && calls.some((open) => open.callId === call.callId)
    },
  })
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
    const context = contextOf(tool, call, input, ports)()
    const found = await reconcile(withSignal(context, () => ports.signal))
    return found && (await settle(tool, async () => found))
  } catch {
    // It could not find out: that is the same as not knowing, and a person is asked.
    return undefined
  }
}

type Context = Omit<ToolContext, 'signal'> & { readonly input: never }

function withSignal(context: Context, signal: () => AbortSignal): Context & Pick<ToolContext, 'signal'> {
  return Object.defineProperty(context, 'signal', { get: signal, enumerable: true }) as Context &
    Pick<ToolContext, 'signal'>
}

/** What `run` is given beside its signal: anew for each attempt, as a handler may change what it is given. */
function contextOf(tool: Tool, call: OpenCall, input: unknown, ports: Ports): () => Context {
  const { workshop, journal } = ports
  const { id: threadId, labels } = journal.thread
  const log = (message: string, fields: JsonObject = {}): void =>
    workshop.log({
      at: new Date(workshop.clock.now()).toISOString(),
      threadId,
      tool: call.tool,
      message,
      ...fields,
    })
  const progress = progressOf(call, ports)
  return () => ({
    input: input as never,
    idempotencyKey: idempotencyKeyOf(threadId, call.callId),
    threadId,
    labels,
    log,
    progress,
    secrets: secretsOf(tool, ports),
    openOutput: (output) => openKeptOutput(output, ports),
  })
}

const NO_SECRETS: Readonly<Record<string, string>> = Object.freeze({})

/** @throws SecretNotFound */
function secretsOf(tool: Tool, { workshop }: Ports): Readonly<Record<string, string>> {
  if (tool.secrets.length === 0) return NO_SECRETS
  const values = namedSecrets(tool.name, tool.secrets, workshop.secrets)
  Object.values(values).forEach(workshop.redactor.learn)
  return values
}

/** Only what an event of this very thread refers to: a hash that was guessed or heard of opens nothing. */
async function openKeptOutput(output: string, { journal, workshop }: Ports): Promise<string | undefined> {
  for (const { type, data } of journal.thread.events) {
    if (type !== 'tool_call_succeeded' && type !== 'tool_call_reconciled') continue
    const hash = keptHash(data.response, output)
    if (hash !== undefined) return workshop.store.text(hash)
  }
  return undefined
}

/** The same for every attempt at one call, and for no other call. */
export function idempotencyKeyOf(threadId: string, callId: string): string {
  return `${threadId}.${callId}`
}
