import { StatusConflict } from '../../twelvefold-error.ts'
import type { Person } from '../../thread/event.ts'
import { isEnded, type Thread } from '../../thread/thread.ts'
import { endChildren } from '../end-children.ts'
import { openJournal } from '../journal.ts'
import type { Workshop } from '../workshop.ts'

export async function cancel(
  workshop: Workshop,
  threadId: string,
  by: Person,
  reason?: string,
): Promise<Thread> {
  const journal = await openJournal(workshop, threadId)
  await journal.record((thread) => {
    if (thread.ending?.status === 'cancelled') return []
    if (isEnded(thread)) throw new StatusConflict(`thread ${thread.id} is ${thread.status} already`)
    return [{ type: 'cancelled', data: { by, ...(reason === undefined ? {} : { reason }) } }]
  })
  await endChildren(workshop, journal.thread)
  return journal.thread
}
