import type { HumanPolicy } from '../humans/policy.ts'
import type { Event } from '../thread/event.ts'
import type { Thread, ToolErrors } from '../thread/thread.ts'
import { askHuman, fail, type Command } from './command.ts'

export interface FailingTools {
  /** Failures of one tool with no success of it in between; a person's denial is none. */
  readonly inARow: number
  /** The tools that are meant; all where absent. */
  readonly tools?: readonly string[]
  /** A person is asked: a reply is shown to the model and is a new start for the tool, a rejection ends the thread. */
  readonly ask?: HumanPolicy
  /**
   * What to do in place of asking: at the failure that makes it so many in a row, and at each one after it.
   * `undefined` leaves it to the policies that follow. Pure, like all of `decide`.
   */
  readonly fallback?: (errors: ToolErrors, thread: Thread) => Command | undefined
}

/** Where a tool fails again and again: to a person, to a fallback, or where neither is given to the end. */
export function failingTools(thread: Thread, rule: FailingTools): Command | undefined {
  if (thread.calls.length > 0) return undefined
  const errors = thread.toolErrors.find(
    ({ tool, inARow }) => inARow >= rule.inARow && (rule.tools?.includes(tool) ?? true),
  )
  if (!errors) return undefined
  const { tool, inARow, error, refused } = errors
  const what = `${tool} failed ${inARow} times in a row (${error.code}: ${error.message})`
  if (refused !== undefined) return fail('tool_refused', `${what}; asked about it: ${refused}`)
  if (rule.fallback) return isNews(thread, errors) ? rule.fallback(errors, thread) : undefined
  if (rule.ask) {
    return askHuman({ kind: 'question', tool, policy: { question: `${what}. What now?`, ...rule.ask } })
  }
  const limit = { limit: `consecutiveErrors of ${tool}`, value: inARow, bound: rule.inARow }
  return fail('limit_reached', what, { limit })
}

/** Whether nobody has acted on the newest failure yet: a fallback is for a failure, not for all that comes after it. */
function isNews(thread: Thread, { seq }: ToolErrors): boolean {
  return thread.events.slice(seq).every((event) => isOutcome(event) || isFromOutside(event))
}

function isOutcome({ type }: Event): boolean {
  return type.startsWith('tool_call_')
}

function isFromOutside({ type }: Event): boolean {
  return ['message_received', 'paused', 'resumed'].includes(type) || type.startsWith('custom.')
}
