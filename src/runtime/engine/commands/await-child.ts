import type { CommandOf } from '../../agents/command.ts'
import type { EventData } from '../../thread/event.ts'
import type { Thread } from '../../thread/thread.ts'
import type { Carry } from '../ports.ts'

/** Carries the child on as far as it goes; where it waits, the parent sleeps until it has ended. */
export const awaitChild: Carry<CommandOf<'await_child'>> = async ({ childId }, { journal, drive }) => {
  if (!journal.thread.children.includes(childId)) return []
  const child = await drive(childId)
  const data = endingOf(child)
  if (data) {
    return journal.record((thread) =>
      thread.children.includes(childId) ? [{ type: 'child_finished', data }] : [],
    )
  }
  const timerId = `sleep:${journal.thread.counters.sleeps + 1}`
  const reason = `child ${childId} is at work`
  return journal.intend([{ type: 'slept', data: { timerId, reason, child: childId } }])
}

function endingOf({ id, ending }: Thread): EventData['child_finished'] | undefined {
  if (!ending) return undefined
  if (ending.status === 'finished') return { childId: id, status: ending.status, result: ending.result }
  if (ending.status === 'failed') {
    const { code, message } = ending.error
    return { childId: id, status: ending.status, result: { code, message } }
  }
  return { childId: id, status: ending.status }
}
