import type { Agent } from '../../agents/agent.ts'
import { UsageError } from '../../twelvefold-error.ts'
import { deliveryKey } from '../../thread/thread-index.ts'
import { agentHashOf } from '../agent-hash.ts'
import type { LaunchOptions, LaunchResult } from '../engine.ts'
import { newJournal } from '../journal.ts'
import type { Workshop } from '../workshop.ts'

/** Longest input, in characters: larger material belongs into a tool's result. */
const MAX_INPUT = 200_000

export async function launch(
  workshop: Workshop,
  name: string,
  input: string,
  { labels = {}, source = { trigger: 'program' } }: LaunchOptions = {},
): Promise<LaunchResult> {
  const agent: Agent = workshop.agent(name)
  if (input.trim() === '') throw new UsageError(`the input for ${name} is empty`, { hint: 'say what to do' })
  if (input.length > MAX_INPUT) throw new UsageError(`the input for ${name} is over ${MAX_INPUT} characters`)
  const agentHash = await agentHashOf(workshop, agent)
  const journal = newJournal(workshop, workshop.newId())
  const delivery =
    source.deliveryId === undefined ? undefined : deliveryKey(source.trigger, source.deliveryId)
  const data = { agent: name, agentHash, input, source, labels }
  const appended = await journal.intend(
    [{ type: 'thread_launched', data }],
    delivery === undefined ? {} : { delivery },
  )
  if (appended.length > 0) return { threadId: journal.thread.id, duplicate: false }
  const seenBy = delivery === undefined ? undefined : await workshop.store.findDelivery(delivery)
  // No delivery: twelve random characters met a thread that exists. The next ones will not.
  return seenBy === undefined
    ? launch(workshop, name, input, { labels, source })
    : { threadId: seenBy, duplicate: true }
}
