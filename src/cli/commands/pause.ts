import { textOption, type RunCommand } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { tellStatus } from '../tell-status.ts'
import { resolveThread } from '../thread-ids.ts'
import { personOf, withRecords } from '../workplace.ts'

export const run: RunCommand = (invocation) =>
  withRecords(invocation, async ({ engine, store }) => {
    const threadId = await resolveThread(store, invocation.operands[0] ?? '')
    const thread = await engine.pause(threadId, personOf(invocation), textOption(invocation, 'reason'))
    await tellStatus(invocation, { engine, store }, thread)
    return exitCode.done
  })
