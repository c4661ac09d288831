import type { Thread } from '../thread/thread.ts'
import { fail, type Command } from './command.ts'

/** What the engine says of a call that it could not even begin. */
const REFUSED = new Set(['unknown_tool', 'invalid_input'])

/**
 * Ends the thread after so many replies in a row of which nothing could be carried out: malformed ones, and steps of
 * which no call was valid. Up to then the model is told what was wrong, and asked again.
 */
export function badReplies(thread: Thread, most: number): Command | undefined {
  if (thread.calls.length > 0) return undefined
  let found = 0
  let why = ''
  for (let position = thread.events.length - 1; position > 0 && found < most; position--) {
    const event = thread.events.at(position)!
    if (event.type === 'next_step_malformed') found++
    // A step of which a call was carried out ends with an outcome of another kind.
    else if (event.type === 'next_step_chosen' && thread.events.at(position + 1)?.type === 'tool_call_failed')
      found++
    else if (event.type !== 'tool_call_failed' || !REFUSED.has(event.data.response.error.code)) break
    if (why === '' && event.type === 'next_step_malformed') why = event.data.error.message
    if (why === '' && event.type === 'tool_call_failed') why = event.data.response.error.message
  }
  return found < most ? undefined : fail('bad_replies', `${found} replies in a row were no next step: ${why}`)
}
