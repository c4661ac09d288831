import type { CommandOf } from '../../agents/command.ts'
import { ownError } from '../../errors/own-error.ts'
import type { EventData, NewEvent } from '../../thread/event.ts'
import type { Counters, Thread } from '../../thread/thread.ts'
import type { ToolResponse } from '../../thread/tool-response.ts'
import { failed, succeeded } from '../../tools/tool.ts'
import { closed } from '../outcome.ts'
import type { Carry } from '../ports.ts'

/**
 * Carries all children on, beside each other, as far as they go; where the awaited one waits, the parent sleeps until
 * it has ended. Its result closes the call that it was started for.
 */
export const awaitChild: Carry<CommandOf<'await_child'>> = async ({ childId }, { journal, drive }) => {
  const { children } = journal.thread
  if (!children.includes(childId)) return []
  // The others hold up nobody: what goes wrong with one of them is told when it is awaited itself.
  const others = children.filter((id) => id !== childId).map((id) => drive(id).catch(() => undefined))
  const [child] = await Promise.all([drive(childId), ...others])
  const data = endingOf(child)
  if (data) {
    return journal.record((thread) => {
      if (!thread.children.includes(childId)) return []
      const call = thread.calls.find((open) => open.child === childId)
      const finished: NewEvent = { type: 'child_finished', data }
      return call ? [finished, closed(call.callId, responseOf(child))] : [finished]
    })
  }
  const timerId = `sleep:${journal.thread.counters.sleeps + 1}`
  const reason = `child ${childId} is at work`
  return journal.intend([{ type: 'slept', data: { timerId, reason, child: childId } }])
}

function endingOf({ id, ending, counters }: Thread): EventData['child_finished'] | undefined {
  if (!ending) return undefined
  const usage = usageOf(counters)
  if (ending.status === 'finished')
    return { childId: id, status: ending.status, result: ending.result, usage }
  if (ending.status === 'failed') {
    const { code, message } = ending.error
    return { childId: id, status: ending.status, result: { code, message }, usage }
  }
  return { childId: id, status: ending.status, usage }
}

function usageOf({
  inputTokens,
  outputTokens,
  unmeasured,
  cost,
  unpriced,
}: Counters): EventData['child_finished']['usage'] {
  return {
    inputTokens,
    outputTokens,
    ...(unmeasured === undefined ? {} : { unmeasured }),
    ...(cost === 0 ? {} : { cost }),
    ...(unpriced === undefined ? {} : { unpriced }),
  }
}

/** How a child ended, as the outcome of a call. */
function responseOf({ ending, agent }: Thread): ToolResponse {
  if (ending?.status === 'finished') return succeeded(ending.result)
  if (ending?.status !== 'failed')
    return failed(ownError('cancelled', `the thread of ${agent} was cancelled`))
  const { code, message } = ending.error
  return failed(ownError('child_failed', `${agent}: ${code}: ${message}`))
}
