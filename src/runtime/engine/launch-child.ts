import type { EventData } from '../thread/event.ts'
import type { Thread } from '../thread/thread.ts'
import { agentHashOf } from './agent-hash.ts'
import { newJournal } from './journal.ts'
import type { Workshop } from './workshop.ts'

/** Makes the thread that `child_launched` announced; where it exists already, nothing happens. */
export async function launchChild(
  workshop: Workshop,
  parent: Thread,
  { childId, agent, input }: EventData['child_launched'],
): Promise<void> {
  const data = {
    agent,
    agentHash: await agentHashOf(workshop, workshop.agent(agent)),
    input,
    source: { trigger: 'parent' },
    labels: parent.labels,
    parent: { threadId: parent.id },
  }
  await newJournal(workshop, childId).intend([{ type: 'thread_launched', data }])
}
