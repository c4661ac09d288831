import { UsageError } from '../../twelvefold-error.ts'
import { isEnded } from '../../thread/thread.ts'
import type { Custom, Delivered } from '../engine.ts'
import { openJournal } from '../journal.ts'
import type { Workshop } from '../workshop.ts'

export async function deliverCustom(
  workshop: Workshop,
  threadId: string,
  { type, data }: Custom,
): Promise<Delivered> {
  if (!/^custom\.[a-z0-9_-]+\.[a-z0-9_.-]+$/i.test(type)) {
    throw new UsageError(`"${type}" is no type of a custom event`, {
      hint: 'write custom.<namespace>.<name>, such as custom.acme.invoice_seen',
    })
  }
  const journal = await openJournal(workshop, threadId)
  await journal.record(() => [{ type, data }])
  return { outcome: isEnded(journal.thread) ? 'ended' : 'recorded', thread: journal.thread }
}
