import type { OpenCall, Thread } from '../thread/thread.ts'
import { badReplies } from './bad-replies.ts'
import { askHuman, askModel, awaitChild, fail, finish, runCalls, wait, type Command } from './command.ts'

/** Provider failures in a row, each after retries in code, before the thread gives up. */
const MAX_MODEL_FAILURES = 5
/** However long a provider asks to be left alone. */
const LONGEST_WAIT_S = 3_600
/** Replies in a row of which nothing could be carried out, before the thread gives up. */
const MAX_BAD_REPLIES = 5

/**
 * The plain agent loop: close what is open, then ask the model. Meant to be read, copied and changed; it has no
 * powers that your own `decide` has not.
 */
export function standardLoop(thread: Thread): Command {
  const isAsked = (call: OpenCall): boolean => thread.requests.some((ask) => ask.callId === call.callId)
  const open = thread.calls.filter((call) => !isAsked(call))

  // Did it happen or not? The tool finds out, or a person says.
  const unknown = open.find((call) => call.state === 'interrupted' && !call.reply && !call.reconcilable)
  if (unknown) return askHuman({ kind: 'outcome', callId: unknown.callId, policy: { to: 'operator' } })

  const question = open.find((call) => call.tool === 'request_human_input' && !call.reply)
  if (question) {
    const { question: text } = question.input
    const policy = { to: 'operator', ...(typeof text === 'string' ? { question: text } : {}) }
    return askHuman({ kind: 'question', callId: question.callId, policy })
  }

  const ready = open.filter((call) => call.tool !== 'done_for_now' && call.child === undefined)
  if (ready.length > 0) return runCalls(ready.map((call) => call.callId))

  const atWork = open.find((call) => call.child !== undefined)?.child
  if (atWork !== undefined) return awaitChild(atWork)

  const done = open.find((call) => call.tool === 'done_for_now')
  if (done) return finish(done.input['message'] ?? null, done.callId)

  // The provider is down: wait longer each time, then give up.
  const last = thread.events.at(-1)
  if (last?.type === 'model_call_failed') {
    const failures = thread.counters.modelFailures
    if (!last.data.error.retryable || failures >= MAX_MODEL_FAILURES) {
      return fail(last.data.error.code, last.data.error.message)
    }
    const asked = Math.min((last.data.retryAfterMs ?? 0) / 1_000, LONGEST_WAIT_S)
    return wait({
      reason: last.data.error.message,
      for: `${Math.ceil(Math.max(15 * 2 ** failures, asked))}s`,
    })
  }
  return badReplies(thread, MAX_BAD_REPLIES) ?? askModel()
}
