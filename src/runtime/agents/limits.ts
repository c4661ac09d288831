import { parseDuration } from '../humans/duration.ts'
import type { EventData } from '../thread/event.ts'
import type { Counters, Thread } from '../thread/thread.ts'
import { isoAfter } from '../thread/timers.ts'
import { fail, setDeadline, type Command } from './command.ts'

export interface Limits {
  /** Next steps that the model may choose. */
  readonly steps?: number
  /** Failed calls and malformed replies in a row, of all tools together. */
  readonly consecutiveErrors?: number
  /** Input and output tokens together, with those of children that have ended. */
  readonly tokens?: number
  /** In the currency of the configured prices, with what children cost that have ended. */
  readonly cost?: number
  /** From the launch to the end, such as `30m` or `2h`: also while the thread sleeps or waits for a person. */
  readonly time?: string
}

/**
 * Ends the thread where a budget is used up: no model is asked beyond it. Calls that were chosen within it still run,
 * but for `time`, which ends the thread whatever it is doing. Where the tokens or the price of a reply are not known,
 * a budget of them cannot be kept, and the thread ends with a reason that says so.
 */
export function limits(thread: Thread, bounds: Limits): Command | undefined {
  return timeLimit(thread, bounds.time) ?? (thread.calls.length > 0 ? undefined : budgetLimit(thread, bounds))
}

/** The engine ends the thread when the deadline has come; here it is set, once. */
function timeLimit(thread: Thread, time: string | undefined): Command | undefined {
  if (time === undefined) return undefined
  const bound = parseDuration(time)
  const due = isoAfter(thread.launchedAt, bound)
  if (thread.now >= due) {
    const value = Date.parse(thread.now) - Date.parse(thread.launchedAt)
    return fail('limit_reached', `time: over ${time}`, { limit: { limit: 'time', value, bound } })
  }
  if (thread.deadline !== undefined && thread.deadline <= due) return undefined
  return setDeadline(due)
}

function budgetLimit({ counters }: Thread, bounds: Limits): Command | undefined {
  const used = {
    steps: counters.steps,
    consecutiveErrors: counters.consecutiveErrors,
    tokens: counters.inputTokens + counters.outputTokens,
    cost: counters.cost,
  }
  for (const limit of ['steps', 'consecutiveErrors', 'tokens', 'cost'] as const) {
    const bound = bounds[limit]
    const value = used[limit]
    if (bound !== undefined && value >= bound) {
      return fail('limit_reached', `${limit}: ${value} of at most ${bound}`, {
        limit: { limit, value, bound },
      })
    }
  }
  return unknownOf(counters, used, bounds)
}

function unknownOf(
  { unpriced, unmeasured }: Counters,
  used: { readonly tokens: number; readonly cost: number },
  bounds: Limits,
): Command | undefined {
  if (bounds.cost !== undefined && unpriced !== undefined) {
    return priceUnknown(unpriced, used.cost, bounds.cost)
  }
  const limit = bounds.tokens !== undefined ? 'tokens' : bounds.cost !== undefined ? 'cost' : undefined
  if (limit === undefined || unmeasured === undefined) return undefined
  return tokensUnknown(unmeasured, { limit, value: used[limit], bound: bounds[limit]! })
}

function priceUnknown(model: string, value: number, bound: number): Command {
  return fail(
    'price_unknown',
    `cost: no price is known of ${model}, so a budget of ${bound} cannot be kept`,
    {
      limit: { limit: 'cost', value, bound, unpriced: model },
      hint: `add "${model}" to "prices" in twelvefold.json, or bound tokens instead`,
    },
  )
}

function tokensUnknown(replies: number, limit: EventData['limit_reached']): Command {
  const whose = replies === 1 ? 'of a reply' : `of ${replies} replies`
  const message = `${limit.limit}: the tokens ${whose} were not reported, so a budget of ${limit.bound} cannot be kept`
  return fail('tokens_unknown', message, {
    limit,
    hint: 'bound steps or time instead, or use a provider that reports usage',
  })
}
