import type { CommandOf } from '../../agents/command.ts'
import { toJson, type JsonValue } from '../../thread/json.ts'
import type { NewEvent } from '../../thread/event.ts'
import { succeeded } from '../../tools/tool.ts'
import { closed } from '../outcome.ts'
import type { Carry } from '../ports.ts'

/** The call that said so is closed with its own input, in the same append as the end. */
export const finish: Carry<CommandOf<'finish'>> = async ({ callId, result }, { journal }) => {
  const call = journal.thread.calls.find((open) => open.callId === callId)
  const closing: NewEvent[] = call ? [closed(call.callId, succeeded(call.input as JsonValue))] : []
  return journal.intend([...closing, { type: 'finished', data: { result: toJson(result) } }])
}
