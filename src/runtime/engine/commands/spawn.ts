import type { CommandOf } from '../../agents/command.ts'
import type { CompactError } from '../../errors/compact-error.ts'
import { ownError } from '../../errors/own-error.ts'
import type { EventData, NewEvent } from '../../thread/event.ts'
import type { Thread } from '../../thread/thread.ts'
import { failed } from '../../tools/tool.ts'
import { depthOf, type ChildBounds } from '../child-bounds.ts'
import { launchChild } from '../launch-child.ts'
import { closed } from '../outcome.ts'
import type { Carry } from '../ports.ts'

/**
 * The child's id is in the parent's log before the child exists: a crash in between is made good on resume. Where a
 * bound is reached the call gets that as its outcome, and the model reacts; a child that no call asked for is control
 * flow's own, and its thread fails.
 */
export const spawn: Carry<CommandOf<'spawn'>> = async ({ agent, input, callId }, { journal, workshop }) => {
  const { thread } = journal
  const call = thread.calls.find((open) => open.callId === callId)
  if (callId !== undefined && (call?.state !== 'chosen' || call.child !== undefined)) return []
  const reached = boundReached(thread, workshop.childBounds)
  if (reached) {
    const error = ownError('limit_reached', `${reached.limit}: ${reached.value} of at most ${reached.bound}`)
    return journal.intend([{ type: 'limit_reached', data: reached }, refusal(error, callId)])
  }
  if (!workshop.agentNames.includes(agent)) {
    const error = ownError('agent_not_found', `there is no agent "${agent}" to start`)
    return journal.intend([refusal(error, callId)])
  }
  const data = { childId: workshop.newId(), agent, input, ...(callId === undefined ? {} : { callId }) }
  const appended = await journal.intend([{ type: 'child_launched', data }])
  if (appended.length > 0) await launchChild(workshop, journal.thread, data)
  return appended
}

type Reached = EventData['limit_reached']

function boundReached(thread: Thread, bounds: ChildBounds): Reached | undefined {
  const found: readonly (readonly [limit: string, value: number, bound: number])[] = [
    ['depth of children', depthOf(thread), bounds.depth],
    ['children at a time', thread.children.length, bounds.atOnce],
    ['children', thread.counters.children, bounds.total],
  ]
  const over = found.find(([, value, bound]) => value >= bound)
  return over && { limit: over[0], value: over[1], bound: over[2] }
}

function refusal(error: CompactError, callId: string | undefined): NewEvent {
  return callId === undefined ? { type: 'failed', data: { error } } : closed(callId, failed(error))
}
