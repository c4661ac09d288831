import { UsageError } from '../../twelvefold-error.ts'
import type { Event } from '../../thread/event.ts'
import { fold } from '../../thread/reduce.ts'
import { indexOf } from '../../thread/thread-index.ts'
import { openJournal } from '../journal.ts'
import type { Workshop } from '../workshop.ts'

/** Copies a prefix under a new id. The first event tells where it comes from, so the copy has a chain of its own. */
export async function fork(workshop: Workshop, threadId: string, seq?: number): Promise<string> {
  const { thread } = await openJournal(workshop, threadId)
  const upTo = seq ?? thread.seq
  if (!Number.isInteger(upTo) || upTo < 1 || upTo > thread.seq) {
    throw new UsageError(`thread ${threadId} has no event ${upTo}`, {
      hint: `give a number from 1 to ${thread.seq}`,
    })
  }
  const stored = await workshop.store.readStored(threadId)
  const hash = stored[upTo - 1]!.hash
  const events = thread.events.slice(0, upTo).map((event): Event => {
    if (event.type !== 'thread_launched') return event
    const { parent: _, ...data } = event.data
    return {
      ...event,
      data: { ...data, source: { trigger: 'fork' }, forkedFrom: { threadId, seq: upTo, hash } },
    }
  })
  const id = workshop.newId()
  const copy = fold(id, events)
  const result = await workshop.store.append(id, { expectedSeq: 0, events, index: indexOf(copy) })
  return result.ok ? id : fork(workshop, threadId, seq)
}
