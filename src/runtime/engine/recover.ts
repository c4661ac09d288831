import { isEnded } from '../thread/thread.ts'
import { endsChildren, parentAs, reasonOf } from './end-children.ts'
import { openJournal } from './journal.ts'
import { launchChild } from './launch-child.ts'
import { interruptedEvents } from './outcome.ts'
import type { Ports } from './ports.ts'

/**
 * Puts right what a killed process left behind. The lease is ours, so whatever was started and has no outcome was
 * cut off: a `once` call is declared interrupted; an `idempotent` one stays open and runs again with the same key.
 */
export async function recover(ports: Ports): Promise<void> {
  await declareInterrupted(ports)
  await recoverChildren(ports)
  await obeyParent(ports)
}

async function declareInterrupted({ journal, agent }: Ports): Promise<void> {
  const cutOff = journal.thread.calls.filter((call) => call.state === 'started' && call.effect === 'once')
  for (const { callId, tool: name } of cutOff) {
    const tool = agent.tools.find((one) => one.name === name)
    await journal.record((thread) => interruptedEvents(thread, callId, tool))
  }
}

/** A child that was announced and never made is made now. */
async function recoverChildren({ workshop, journal }: Ports): Promise<void> {
  for (const childId of journal.thread.children) {
    if ((await workshop.store.peek(childId)).seq > 0) continue
    for (const event of journal.thread.events) {
      if (event.type === 'child_launched' && event.data.childId === childId) {
        await launchChild(workshop, journal.thread, event.data)
      }
    }
  }
}

/** The process that ended the parent may have died before it reached this child. */
async function obeyParent({ workshop, journal }: Ports): Promise<void> {
  const { parent } = journal.thread
  if (!parent) return
  const { thread } = await openJournal(workshop, parent.threadId)
  if (!endsChildren(thread)) return
  const data = { by: parentAs(thread.id), reason: reasonOf(thread) }
  await journal.record((child) => (isEnded(child) ? [] : [{ type: 'cancelled', data }]))
}
