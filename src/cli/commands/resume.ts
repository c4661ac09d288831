import { carryOn } from '../carry-on.ts'
import type { RunCommand } from '../command.ts'
import { resolveThread, shortId } from '../thread-ids.ts'
import { personOf, withWorkplace } from '../workplace.ts'

export const run: RunCommand = (invocation) =>
  withWorkplace(invocation, async ({ engine, store, agents }) => {
    const threadId = await resolveThread(store, invocation.operands[0] ?? '')
    const from = await engine.get(threadId)
    await engine.resume(threadId, personOf(invocation))
    return carryOn({ engine, store, agents, invocation, from, name: await shortId(store, threadId) })
  })
