import type { Engine } from '../runtime/engine/engine.ts'
import type { Store } from '../runtime/store/store.ts'
import type { Thread } from '../runtime/thread/thread.ts'
import type { Invocation } from './command.ts'
import { copyable } from './copyable.ts'
import { nextLines, summaryLine } from './render/thread-lines.ts'
import { requestsBelow } from './requests-below.ts'
import { shortId } from './thread-ids.ts'
import { threadJson } from './thread-json.ts'

/** How a thread stands now, and what a person can do. */
export async function tellStatus(
  { io, globals }: Invocation,
  { engine, store }: { readonly engine: Engine; readonly store: Store },
  thread: Thread,
): Promise<void> {
  const below = await requestsBelow(engine, store, thread)
  if (globals.json) {
    io.out(`${JSON.stringify(threadJson(thread, below))}\n`)
    return
  }
  const name = await shortId(store, thread.id)
  const lines = [summaryLine(name, thread), ...nextLines(name, thread, copyable(globals), below)]
  io.out(`${lines.join('\n')}\n`)
}
