import type { Person } from '../thread/event.ts'
import { isEnded, type Thread } from '../thread/thread.ts'
import { openJournal } from './journal.ts'
import type { Workshop } from './workshop.ts'

/** Whether the end of a thread is that of its children too. One that has finished leaves alone what it let go. */
export function endsChildren({ ending }: Thread): boolean {
  return ending?.status === 'cancelled' || ending?.status === 'failed'
}

/** Ends the children that a thread left at work, and theirs; a model call or tool of them that is under way is aborted. */
export async function endChildren(workshop: Workshop, thread: Thread): Promise<void> {
  await Promise.all(thread.children.map((childId) => endChild(workshop, thread, childId)))
}

async function endChild(workshop: Workshop, parent: Thread, childId: string): Promise<void> {
  // Announced and not made yet: whoever makes it looks at the parent afterwards.
  if ((await workshop.store.peek(childId)).seq === 0) return
  const child = await openJournal(workshop, childId)
  await child.record((thread) =>
    isEnded(thread)
      ? []
      : [{ type: 'cancelled', data: { by: parentAs(parent.id), reason: reasonOf(parent) } }],
  )
  // Also where it had ended so before: whoever ended it may have died before reaching its children.
  if (endsChildren(child.thread)) await endChildren(workshop, child.thread)
}

/** The thread itself, as the one who cancels its child. */
export function parentAs(threadId: string): Person {
  return { id: threadId, via: 'parent', verified: true }
}

export function reasonOf({ ending }: Thread): string {
  return ending?.status === 'failed' ? 'the parent failed' : 'the parent was cancelled'
}
