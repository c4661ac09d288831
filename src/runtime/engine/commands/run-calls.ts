import type { CommandOf } from '../../agents/command.ts'
import { makeError } from '../../errors/compact-error.ts'
import type { Event } from '../../thread/event.ts'
import type { JsonValue } from '../../thread/json.ts'
import type { OpenCall } from '../../thread/thread.ts'
import type { ToolResponse } from '../../thread/tool-response.ts'
import { failed, succeeded, type Tool } from '../../tools/tool.ts'
import { validate } from '../../tools/schema.ts'
import { executeTool, idempotencyKeyOf, reconcileTool } from '../execute-tool.ts'
import { keepLate } from '../late.ts'
import { closed, interruptedEvents, outcomeEvents, reconciled } from '../outcome.ts'
import type { Carry, Ports } from '../ports.ts'

/** One call after the other; the rest is left to the next `decide` where the thread was halted meanwhile. */
export const runCalls: Carry<CommandOf<'run_calls'>> = async ({ callIds }, ports) => {
  const appended: Event[] = []
  for (const callId of callIds) {
    const { thread } = ports.journal
    const call = thread.calls.find((open) => open.callId === callId)
    if (call && thread.status === 'running') appended.push(...(await runCall(call, ports)))
  }
  return appended
}

async function runCall(call: OpenCall, ports: Ports): Promise<readonly Event[]> {
  const { journal, agent } = ports
  if (isForbidden(call)) return []
  const said = saidByPerson(call)
  if (said) return journal.record(() => [said])
  const tool = agent.tools.find((one) => one.name === call.tool)
  const refuse = (code: string, message: string): Promise<readonly Event[]> =>
    journal.record(() => [closed(call.callId, failed(makeError(code, message)))])
  if (!tool) return refuse('unknown_tool', `there is no tool ${call.tool}`)
  // Checked again here: since the model chose, a person may have edited the input or a deploy changed the tool.
  const input = await validate(tool.inputSchema, call.input)
  if ('problem' in input) return refuse('invalid_input', input.problem)
  if (call.state === 'interrupted') return reconcile(tool, call, input.value, ports)
  const started = await start(tool, call, ports)
  return started ? [...started, ...(await execute(tool, call, input.value, ports))] : []
}

/** A call whose request is open, or whose permission is for another input, never runs, whatever `decide` says. */
function isForbidden({ permission, inputHash }: OpenCall): boolean {
  if (!permission || permission.state === 'refused') return false
  return permission.state === 'asked' || permission.inputHash !== inputHash
}

/** The event that closes a call on which a person had the last word. */
function saidByPerson(call: OpenCall): ReturnType<typeof closed> | undefined {
  const { callId, permission, reply, state } = call
  if (permission?.state === 'refused') {
    const code = permission.expired ? 'expired' : 'denied'
    const reason = permission.reason ?? (permission.expired ? 'nobody answered in time' : 'a person said no')
    return closed(callId, failed(makeError(code, reason)))
  }
  if (!reply) return undefined
  const words = reply.text ?? reply.answer
  const no = reply.answer === 'rejected'
  if (state !== 'interrupted') {
    return closed(callId, no ? failed(makeError('denied', words)) : succeeded({ answer: words }))
  }
  const outcome: ToolResponse<JsonValue> = no
    ? failed(makeError('did_not_happen', words))
    : succeeded({ confirmedBy: reply.person.id, note: words })
  return reconciled(callId, outcome, 'person')
}

/** The last moment before an effect: says so durably, and makes sure that the thread is still ours. */
async function start(tool: Tool, call: OpenCall, ports: Ports): Promise<readonly Event[] | undefined> {
  const { journal, workshop, owner } = ports
  const { callId } = call
  let started: readonly Event[] = []
  if (tool.effect !== 'read') {
    const idempotencyKey = idempotencyKeyOf(journal.thread.id, callId)
    const reconcilable = tool.reconcile !== undefined
    const data = { callId, effect: tool.effect, idempotencyKey, reconcilable }
    started = await journal.intend([{ type: 'tool_call_started', data }])
    if (started.length === 0) return undefined
  }
  const { seq, holdsLease } = await workshop.store.peek(journal.thread.id, owner)
  if (!holdsLease) return undefined
  if (tool.effect === 'read' && seq !== journal.thread.seq) {
    await journal.refresh()
    return undefined
  }
  return started
}

async function execute(tool: Tool, call: OpenCall, input: unknown, ports: Ports): Promise<readonly Event[]> {
  const { journal, workshop } = ports
  const { callId } = call
  const record = (response: ToolResponse): Promise<readonly Event[]> =>
    journal.record((thread) => outcomeEvents(thread, callId, response), { isJson: true })
  const execution = await executeTool(tool, call, input, ports)
  if (execution.end === 'settled') return record(execution.response)
  if (tool.effect === 'once') {
    // It may have taken effect: only its outcome can tell, and that is kept whenever it comes.
    keepLate(workshop, execution.late.then(record))
  }
  if (execution.end === 'aborted') return journal.refresh().then(() => [])
  if (tool.effect === 'once') return journal.record((thread) => interruptedEvents(thread, callId, tool))
  const error = { ...makeError('timed_out', `${tool.name} took over ${tool.timeoutMs} ms`), retryable: true }
  return record(failed(error))
}

async function reconcile(
  tool: Tool,
  call: OpenCall,
  input: unknown,
  ports: Ports,
): Promise<readonly Event[]> {
  const { journal } = ports
  const { callId } = call
  const response = await reconcileTool(tool, call, input, ports)
  if (response) {
    return journal.record((thread) =>
      thread.calls.some((open) => open.callId === callId) ? [reconciled(callId, response, 'tool')] : [],
    )
  }
  return journal.intend([{ type: 'tool_call_interrupted', data: { callId, reconcilable: false } }])
}
