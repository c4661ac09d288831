import type { ToolResponse } from '../thread/tool-response.ts'
import { onAbort } from './on-abort.ts'
import { settle } from './settle.ts'
import type { Tool } from './tool.ts'

/** settled: the outcome is known. The others: nobody waits any longer, and the outcome may come `late`. */
export type Attempt =
  | { readonly end: 'settled'; readonly response: ToolResponse }
  | { readonly end: 'timed_out' | 'aborted'; readonly late: Promise<ToolResponse> }

/** Runs a handler once: until it settles, its time is out, or `outer` is aborted. Never rejects. */
export function attempt(
  tool: Tool,
  run: (signal: () => AbortSignal) => Promise<ToolResponse>,
  outer: AbortSignal,
): Promise<Attempt> {
  const stop = stopOf(outer)
  const late = settle(tool, () => run(() => stop.signal()))
  return new Promise((resolve) => {
    const end = (result: Attempt): void => {
      clearTimeout(timer)
      stay()
      resolve(result)
    }
    const timer = setTimeout(() => {
      end({ end: 'timed_out', late })
      stop.now(new DOMException(`${tool.name} took over ${tool.timeoutMs} ms`, 'TimeoutError'))
    }, tool.timeoutMs)
    const leave = (): void => {
      end({ end: 'aborted', late })
      stop.now(outer.reason)
    }
    const stay = onAbort(outer, leave)
    if (outer.aborted) leave()
    void late.then((response) => end({ end: 'settled', response }))
  })
}

/** The signal of one call: made when the tool looks at it, which most never do. */
function stopOf(outer: AbortSignal): { signal: () => AbortSignal; now: (reason: unknown) => void } {
  let made: AbortController | undefined
  let stopped: { readonly reason: unknown } | undefined = outer.aborted ? outer : undefined
  return {
    signal() {
      made ??= new AbortController()
      if (stopped) made.abort(stopped.reason)
      return made.signal
    },
    now(reason) {
      stopped ??= { reason }
      made?.abort(stopped.reason)
    },
  }
}
