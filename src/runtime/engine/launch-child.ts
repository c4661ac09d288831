import type { EventData, NewEvent } from '../thread/event.ts'
import type { Thread } from '../thread/thread.ts'
import { agentHashOf } from './agent-hash.ts'
import { depthOf } from './child-bounds.ts'
import { endChildren, endsChildren } from './end-children.ts'
import { newJournal, openJournal } from './journal.ts'
import type { Workshop } from './workshop.ts'

/**
 * Makes the thread that `child_launched` announced; where it exists already, nothing happens. Whoever cancelled the
 * parent in the meantime may have looked for the child before it was there, so the parent is looked at once more.
 */
export async function launchChild(
  workshop: Workshop,
  parent: Thread,
  { childId, agent, input, callId }: EventData['child_launched'],
): Promise<void> {
  const { deadline } = parent
  const data: EventData['thread_launched'] = {
    agent,
    agentHash: await agentHashOf(workshop, workshop.agent(agent)),
    input,
    source: { trigger: 'parent' },
    labels: parent.labels,
    parent: {
      threadId: parent.id,
      ...(callId === undefined ? {} : { callId }),
      root: parent.parent ? (parent.parent.root ?? parent.parent.threadId) : parent.id,
      depth: depthOf(parent) + 1,
    },
  }
  const events: NewEvent[] = [{ type: 'thread_launched', data }]
  // No thread of a family outlives the time of the one above it.
  if (deadline !== undefined) events.push({ type: 'deadline_set', data: { due: deadline } })
  await newJournal(workshop, childId).intend(events)
  const { seq } = await workshop.store.peek(parent.id)
  if (seq === parent.seq) return
  const { thread } = await openJournal(workshop, parent.id)
  if (endsChildren(thread)) await endChildren(workshop, thread)
}
