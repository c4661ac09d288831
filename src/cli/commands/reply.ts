import { UsageError } from '../../runtime/twelvefold-error.ts'
import { answerRequest } from '../answer-request.ts'
import { carryOn } from '../carry-on.ts'
import type { Invocation, RunCommand } from '../command.ts'
import { resolveThread, shortId } from '../thread-ids.ts'
import { personOf, withWorkplace } from '../workplace.ts'

export const run: RunCommand = async (invocation) => {
  const [id = '', text = ''] = invocation.operands
  if (text.trim() === '') throw new UsageError('the reply is empty', { hint: 'npx twelvefold reply ID "…"' })
  return id.includes('.')
    ? answerRequest(invocation, { answer: 'replied', text })
    : tell(invocation, id, text)
}

/** Words for a thread that did not ask for any: it reads them at its next step. */
function tell(invocation: Invocation, id: string, text: string): Promise<number> {
  return withWorkplace(invocation, async ({ engine, store, agents }) => {
    const threadId = await resolveThread(store, id)
    const from = await engine.get(threadId)
    await engine.deliver(threadId, { text, source: { trigger: 'terminal', person: personOf(invocation) } })
    return carryOn({ engine, store, agents, invocation, from, name: await shortId(store, threadId) })
  })
}
