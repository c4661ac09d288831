import type { Asked } from '../runtime/engine/asked.ts'
import type { Engine } from '../runtime/engine/engine.ts'
import type { Store } from '../runtime/store/store.ts'
import { isEnded, type Thread } from '../runtime/thread/thread.ts'
import { shortId } from './thread-ids.ts'

export interface NamedRequest extends Asked {
  /** The short id of the thread that asks. */
  readonly name: string
}

/** What the children of a thread, and theirs, ask: it is answered like what the thread itself asks. */
export async function requestsBelow(
  engine: Engine,
  store: Store,
  thread: Thread,
): Promise<readonly NamedRequest[]> {
  if (thread.children.length === 0 || isEnded(thread)) return []
  const below = (await engine.requests(thread.id)).filter(({ threadId }) => threadId !== thread.id)
  return Promise.all(below.map(async (asked) => ({ ...asked, name: await shortId(store, asked.threadId) })))
}
