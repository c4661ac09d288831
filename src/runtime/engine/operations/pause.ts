import { StatusConflict } from '../../twelvefold-error.ts'
import type { Person } from '../../thread/event.ts'
import { isEnded, type Thread } from '../../thread/thread.ts'
import { openJournal } from '../journal.ts'
import type { Workshop } from '../workshop.ts'

export async function pause(
  workshop: Workshop,
  threadId: string,
  by: Person,
  reason?: string,
): Promise<Thread> {
  const journal = await openJournal(workshop, threadId)
  await journal.record((thread) => {
    if (isEnded(thread))
      throw new StatusConflict(`thread ${thread.id} is ${thread.status}, it cannot be paused`)
    if (thread.paused) return []
    return [{ type: 'paused', data: { by, ...(reason === undefined ? {} : { reason }) } }]
  })
  return journal.thread
}
