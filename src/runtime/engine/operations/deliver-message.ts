import type { Source } from '../../thread/event.ts'
import { isEnded } from '../../thread/thread.ts'
import { deliveryKey } from '../../thread/thread-index.ts'
import type { Delivered } from '../engine.ts'
import { openJournal } from '../journal.ts'
import type { Workshop } from '../workshop.ts'

export async function deliverMessage(
  workshop: Workshop,
  threadId: string,
  { text, source }: { readonly text: string; readonly source: Source },
): Promise<Delivered> {
  const journal = await openJournal(workshop, threadId)
  const delivery =
    source.deliveryId === undefined ? undefined : deliveryKey(source.trigger, source.deliveryId)
  const appended = await journal.record(
    () => [{ type: 'message_received', data: { text, source } }],
    delivery === undefined ? {} : { delivery },
  )
  const { thread } = journal
  if (appended.length > 0) return { outcome: isEnded(thread) ? 'ended' : 'recorded', thread }
  const seenBy = delivery === undefined ? undefined : await workshop.store.findDelivery(delivery)
  return { outcome: 'duplicate', threadId: seenBy ?? threadId }
}
