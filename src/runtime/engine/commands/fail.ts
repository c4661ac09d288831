import type { CommandOf } from '../../agents/command.ts'
import { makeError } from '../../errors/compact-error.ts'
import type { NewEvent } from '../../thread/event.ts'
import type { Carry } from '../ports.ts'

export const fail: Carry<CommandOf<'fail'>> = async ({ code, message, hint, limit }, { journal }) => {
  const reached: NewEvent[] = limit ? [{ type: 'limit_reached', data: limit }] : []
  return journal.intend([...reached, { type: 'failed', data: { error: makeError(code, message, hint) } }])
}
