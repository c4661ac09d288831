import type { Event } from '../runtime/thread/event.ts'
import type { StepDelta } from '../runtime/engine/engine.ts'
import { reduce } from '../runtime/thread/reduce.ts'
import type { Thread } from '../runtime/thread/thread.ts'
import type { Io } from './io.ts'
import { liveLine } from './render/live-line.ts'
import { stepLines } from './render/step-lines.ts'
import type { Style } from './render/style.ts'

/** Prints the steps of one thread as its events arrive, each once. */
export interface ThreadPrinter {
  /** The thread as far as it has been seen. */
  readonly thread: Thread
  see(event: Event): void
  /** Shows, on a terminal, what the model is saying until it has said it. */
  readonly hear: (delta: StepDelta) => void
  /** Leaves nothing behind that does not stay. */
  readonly rest: () => void
  /** Takes in what a newer version of the thread holds. */
  catchUp(thread: Thread): void
}

/** Prints what comes after `from`; with `silent`, nothing. */
export function threadPrinter(
  from: Thread,
  { io, style, silent }: { readonly io: Io; readonly style: Style; readonly silent: boolean },
): ThreadPrinter {
  let thread = from
  const live = liveLine(io, style)
  const see = (event: Event): void => {
    if (event.seq !== thread.seq + 1) return
    live.clear()
    const lines = silent ? [] : stepLines(thread, event, style)
    thread = reduce(thread, event)
    if (lines.length > 0) io.out(`${lines.join('\n')}\n`)
  }
  return {
    get thread() {
      return thread
    },
    see,
    hear(delta) {
      if (!silent) live.show(delta)
    },
    rest: live.clear,
    catchUp: (newer) => newer.events.slice(thread.seq).forEach(see),
  }
}
