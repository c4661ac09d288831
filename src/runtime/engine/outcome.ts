import type { Event, NewEvent } from '../thread/event.ts'
import { isEnded, type Thread } from '../thread/thread.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import type { Tool } from '../tools/tool.ts'

/**
 * The event by which an outcome enters the thread as it now is. Where the call was declared interrupted meanwhile,
 * the outcome is late and reconciles it; where a person has said what happened, the late outcome is still kept, once;
 * where the tool's own outcome is there already, nothing is added.
 */
export function outcomeEvents(thread: Thread, callId: string, response: ToolResponse): readonly NewEvent[] {
  const call = thread.calls.find((open) => open.callId === callId)
  if (!call) {
    const closing = closingEvent(thread, callId)
    const saidByPerson = closing?.type === 'tool_call_reconciled' && closing.data.by === 'person'
    return saidByPerson ? [reconciled(callId, response, 'late outcome')] : []
  }
  if (call.state === 'interrupted') return [reconciled(callId, response, 'late outcome')]
  return [closed(callId, response)]
}

/** That a call was cut off is a fact, appended whatever else came first: else it would run again. */
export function interruptedEvents(
  thread: Thread,
  callId: string,
  tool: Tool | undefined,
): readonly NewEvent[] {
  const call = thread.calls.find((open) => open.callId === callId)
  if (call?.state !== 'started' || isEnded(thread)) return []
  return [{ type: 'tool_call_interrupted', data: { callId, reconcilable: tool?.reconcile !== undefined } }]
}

export function closed(callId: string, response: ToolResponse): NewEvent {
  return response.success
    ? { type: 'tool_call_succeeded', data: { callId, response } }
    : { type: 'tool_call_failed', data: { callId, response } }
}

export function reconciled(
  callId: string,
  response: ToolResponse,
  by: 'tool' | 'person' | 'late outcome',
): NewEvent {
  return { type: 'tool_call_reconciled', data: { callId, response, by } }
}

/** The newest event that says how a call ended. */
function closingEvent(thread: Thread, callId: string): Event | undefined {
  for (let position = thread.events.length - 1; position >= 0; position--) {
    const event = thread.events.at(position)!
    const closes =
      event.type === 'tool_call_succeeded' ||
      event.type === 'tool_call_failed' ||
      event.type === 'tool_call_reconciled'
    if (closes && event.data.callId === callId) return event
  }
  return undefined
}
