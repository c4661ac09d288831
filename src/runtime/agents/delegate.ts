import type { Call } from '../thread/event.ts'
import type { OpenCall, Thread } from '../thread/thread.ts'
import { awaitChild, spawn, type Command } from './command.ts'

/** A tool whose calls are done by another agent: what `childAgent` returns. */
export interface DelegatingTool {
  readonly name: string
  readonly agent: string
}

export interface Delegation {
  /** Children at work at a time: 4 where absent. */
  readonly atOnce?: number
}

/**
 * Gives each call of these tools to a child on a thread of its own; the child's result closes the call. Stands after
 * `approvals`, so that a call which needs a person has one. The standard loop waits for the children.
 */
export function delegate(
  thread: Thread,
  tools: readonly DelegatingTool[],
  { atOnce = 4 }: Delegation = {},
): Command | undefined {
  const agentOf = (call: Call): string | undefined => tools.find(({ name }) => name === call.tool)?.agent
  const waiting = thread.calls.find((call) => isFree(call) && agentOf(call) !== undefined)
  const agent = waiting && agentOf(waiting)
  if (!waiting || agent === undefined) return undefined
  const atWork = thread.calls.find((call) => call.child !== undefined)
  if (thread.children.length >= atOnce && atWork?.child !== undefined) return awaitChild(atWork.child)
  return spawn(agent, taskOf(waiting), waiting.callId)
}

/** Neither begun, nor with a child, nor one on which a person has a word to say. */
function isFree({ state, child, permission }: OpenCall): boolean {
  return state === 'chosen' && child === undefined && (permission?.state ?? 'granted') === 'granted'
}

function taskOf({ input }: Call): string {
  const { task } = input
  return typeof task === 'string' && task.trim() !== '' ? task : JSON.stringify(input)
}
