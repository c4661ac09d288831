import { StatusConflict } from '../../twelvefold-error.ts'
import type { Person } from '../../thread/event.ts'
import { isEnded, type Thread } from '../../thread/thread.ts'
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
  for (const childId of journal.thread.children) await cancelChild(workshop, childId, by)
  return journal.thread
}

async function cancelChild(workshop: Workshop, childId: string, by: Person): Promise<void> {
  const { seq } = await workshop.store.peek(childId)
  if (seq === 0) return
  const { thread } = await openJournal(workshop, childId)
  if (!isEnded(thread)) await cancel(workshop, childId, by, 'the parent was cancelled')
}
