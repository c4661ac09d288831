import { ThreadExists } from '../../twelvefold-error.ts'
import { fold } from '../../thread/reduce.ts'
import { indexOf } from '../../thread/thread-index.ts'
import { parseJsonl } from '../../store/jsonl.ts'
import { openEvent } from '../../store/stored-event.ts'
import type { Workshop } from '../workshop.ts'

/** Throws EventInvalid or ChainBroken for a file that is not whole, ThreadExists where the id is taken. */
export async function importThread(workshop: Workshop, jsonl: string): Promise<string> {
  const { threadId, events } = parseJsonl(jsonl)
  const thread = fold(threadId, events.map(openEvent))
  const result = await workshop.store.importThread(threadId, events, indexOf(thread))
  if (result.ok) return threadId
  throw new ThreadExists(`there is a thread ${threadId} already`, {
    hint: 'an import never overwrites: import into another store, or fork the thread',
  })
}
