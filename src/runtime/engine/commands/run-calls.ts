import type { CommandOf } from '../../agents/command.ts'
import { ownError } from '../../errors/own-error.ts'
import type { Event } from '../../thread/event.ts'
import type { JsonValue } from '../../thread/json.ts'
import type { OpenCall, Thread } from '../../thread/thread.ts'
import type { ToolResponse } from '../../thread/tool-response.ts'
import { capOutput, type Capped } from '../../tools/cap-output.ts'
import { failed, succeeded, type Tool } from '../../tools/tool.ts'
import { validate } from '../../tools/schema.ts'
import { executeTool, idempotencyKeyOf, reconcileTool } from '../execute-tool.ts'
import { keepLate } from '../late.ts'
import { closed, interruptedEvents, outcomeEvents, reconciled } from '../outcome.ts'
import { takePermit } from '../permits.ts'
import type { Carry, Ports } from '../ports.ts'

/** Calls of one thread at a time, where its agent names no other bound. */
const DEFAULT_PARALLEL_CALLS = 4

/**
 * So many calls beside each other, begun in their order. Each stands for itself: one that waits, fails or is denied
 * neither stops the others nor has them run again. What is left when the thread is halted is for the next `decide`.
 */
export const runCalls: Carry<CommandOf<'run_calls'>> = async ({ callIds }, ports) => {
  const most = ports.agent.parallelCalls ?? DEFAULT_PARALLEL_CALLS
  const appended: Event[] = []
  const atWork = new Set<Promise<void>>()
  const failures: unknown[] = []
  for (const callId of callIds) {
    if (atWork.size >= most) await Promise.race(atWork)
    const { thread } = ports.journal
    const call = thread.calls.find((open) => open.callId === callId)
    if (failures.length > 0 || ports.signal.aborted || thread.status !== 'running' || !call) continue
    const run = runCall(call, ports)
      .then(
        (events) => void appended.push(...events),
        (thrown: unknown) => void failures.push(thrown),
      )
      .finally(() => atWork.delete(run))
    atWork.add(run)
  }
  await Promise.all(atWork)
  // Only now: what failed is the store, and the others' outcomes are appended where it still can.
  if (failures.length > 0) throw failures[0]
  // Whoever halted the thread appended it: without it `decide` would choose the same again.
  if (ports.signal.aborted) await ports.journal.refresh()
  return appended
}

async function runCall(call: OpenCall, ports: Ports): Promise<readonly Event[]> {
  const { journal, agent } = ports
  if (isForbidden(call)) return []
  const said = saidByPerson(call)
  if (said) return journal.record(() => [said])
  const tool = agent.tools.find((one) => one.name === call.tool)
  const refuse = (code: string, message: string): Promise<readonly Event[]> =>
    journal.record(() => [closed(call.callId, failed(ownError(code, message)))])
  if (!tool) return refuse('unknown_tool', `there is no tool ${call.tool}`)
  // Checked again here: since the model chose, a person may have edited the input or a deploy changed the tool.
  const input = await validate(tool.inputSchema, call.input)
  if ('problem' in input) return refuse('invalid_input', input.problem)
  if (call.state === 'interrupted') return reconcile(tool, call, input.value, ports)
  // Before it is announced: a call that only waits has not started.
  const giveBack = await takePermit(tool, ports.signal)
  if (!giveBack) return []
  try {
    const started = await start(tool, call, ports)
    return started ? [...started, ...(await execute(tool, call, input.value, ports))] : []
  } finally {
    giveBack()
  }
}

/** A call whose request is open, whose permission is for another input, or that a child does, never runs. */
function isForbidden({ permission, inputHash, child }: OpenCall): boolean {
  if (child !== undefined) return true
  if (!permission || permission.state === 'refused') return false
  return permission.state === 'asked' || permission.inputHash !== inputHash
}

/** The event that closes a call on which a person had the last word. */
function saidByPerson(call: OpenCall): ReturnType<typeof closed> | undefined {
  const { callId, permission, reply, state } = call
  if (permission?.state === 'refused') {
    const code = permission.expired ? 'expired' : 'denied'
    const reason = permission.reason ?? (permission.expired ? 'nobody answered in time' : 'a person said no')
    return closed(callId, failed(ownError(code, reason)))
  }
  if (!reply) return undefined
  const words = reply.text ?? reply.answer
  const no = reply.answer === 'rejected'
  if (state !== 'interrupted') {
    return closed(callId, no ? failed(ownError('denied', words)) : succeeded({ answer: words }))
  }
  const outcome: ToolResponse<JsonValue> = no
    ? failed(ownError('did_not_happen', words))
    : succeeded({ confirmedBy: reply.person.id, note: words })
  return reconciled(callId, outcome, 'person')
}

/** The last moment before an effect: says so durably, and makes sure that the thread is still ours. */
async function start(tool: Tool, call: OpenCall, ports: Ports): Promise<readonly Event[] | undefined> {
  const { journal, owner } = ports
  const { callId } = call
  let started: readonly Event[] = []
  if (tool.effect !== 'read') {
    const idempotencyKey = idempotencyKeyOf(journal.thread.id, callId)
    const reconcilable = tool.reconcile !== undefined
    const data = { callId, effect: tool.effect, idempotencyKey, reconcilable }
    started = await journal.intend((thread) =>
      mayStart(thread, call) ? [{ type: 'tool_call_started', data }] : [],
    )
    if (started.length === 0) return undefined
  }
  const { holdsLease, isNew } = await journal.look(owner)
  if (!holdsLease) return undefined
  if (tool.effect === 'read' && (isNew || !mayStart(journal.thread, call))) return undefined
  return started
}

/** Since `decide` chose, siblings may have taken in a pause, or an answer to this very call. */
function mayStart({ status, calls }: Thread, { callId, inputHash, state }: OpenCall): boolean {
  const open = calls.find((one) => one.callId === callId)
  return status === 'running' && open?.inputHash === inputHash && open.state === state && !isForbidden(open)
}

async function execute(tool: Tool, call: OpenCall, input: unknown, ports: Ports): Promise<readonly Event[]> {
  const { journal, workshop } = ports
  const { callId } = call
  const record = (full: ToolResponse): Promise<readonly Event[]> => {
    const { response, texts } = keepLong(tool, full, ports)
    return journal.record((thread) => outcomeEvents(thread, callId, response), { isJson: true, ...texts })
  }
  const execution = await executeTool(tool, call, input, ports)
  if (execution.end === 'settled') return record(execution.response)
  if (execution.end === 'left') return []
  if (tool.effect === 'once' || execution.end === 'aborted') {
    // It may have taken effect: only its outcome can tell. After a cancel it is taken down and not acted on.
    keepLate(workshop, execution.late.then(record))
  }
  if (execution.end === 'aborted') return []
  if (tool.effect === 'once') return journal.record((thread) => interruptedEvents(thread, callId, tool))
  const error = ownError('timed_out', `${tool.name} took over ${tool.timeoutMs} ms`, { retryable: true })
  return record(failed(error))
}

/** What is too long for an event is kept beside it, masked as the event is. */
function keepLong(
  tool: Tool,
  full: ToolResponse,
  { workshop: { redactor } }: Ports,
): { response: ToolResponse; texts: Partial<Pick<Capped, 'texts'>> } {
  const first = capOutput(full, tool.outputLimit)
  if (first.texts.length === 0) return { response: full, texts: {} }
  const { response, texts } = capOutput(
    redactor.json(full as unknown as JsonValue) as never,
    tool.outputLimit,
  )
  return { response, texts: { texts } }
}

async function reconcile(
  tool: Tool,
  call: OpenCall,
  input: unknown,
  ports: Ports,
): Promise<readonly Event[]> {
  const { journal } = ports
  const { callId } = call
  const full = await reconcileTool(tool, call, input, ports)
  if (full) {
    const { response, texts } = keepLong(tool, full, ports)
    return journal.record(
      (thread) =>
        thread.calls.some((open) => open.callId === callId) ? [reconciled(callId, response, 'tool')] : [],
      texts,
    )
  }
  return journal.intend([{ type: 'tool_call_interrupted', data: { callId, reconcilable: false } }])
}
