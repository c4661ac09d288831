import type { CommandOf } from '../../agents/command.ts'
import { ownError } from '../../errors/own-error.ts'
import { failed } from '../../tools/tool.ts'
import { closed } from '../outcome.ts'
import type { Carry } from '../ports.ts'

/** A call that has begun is past denying: only those that were chosen are closed. */
export const denyCalls: Carry<CommandOf<'deny_calls'>> = async ({ callIds, reason }, { journal }) => {
  const open = journal.thread.calls.filter((call) => callIds.includes(call.callId) && call.state === 'chosen')
  const denied = open.map(({ callId }) => closed(callId, failed(ownError('denied', reason))))
  return denied.length === 0 ? [] : journal.intend(denied)
}
