import type { Thread } from '../thread/thread.ts'
import { fail, type Command } from './command.ts'

export interface Limits {
  /** Next steps that the model may choose. */
  readonly steps?: number
  /** Failed calls and malformed replies in a row. */
  readonly consecutiveErrors?: number
  /** Input and output tokens together. */
  readonly tokens?: number
}

/** Ends the thread where a budget is used up and nothing that was chosen is still open. */
export function limits(thread: Thread, bounds: Limits): Command | undefined {
  if (thread.calls.length > 0) return undefined
  const { counters } = thread
  const used: Required<Limits> = {
    steps: counters.steps,
    consecutiveErrors: counters.consecutiveErrors,
    tokens: counters.inputTokens + counters.outputTokens,
  }
  for (const limit of ['steps', 'consecutiveErrors', 'tokens'] as const) {
    const bound = bounds[limit]
    const value = used[limit]
    if (bound !== undefined && value >= bound) {
      return fail('limit_reached', `${limit}: ${value} of at most ${bound}`, { limit, value, bound })
    }
  }
  return undefined
}
