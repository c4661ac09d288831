import type { CommandOf } from '../../agents/command.ts'
import { launchChild } from '../launch-child.ts'
import type { Carry } from '../ports.ts'

/** The child's id is in the parent's log before the child exists: a crash in between is made good on resume. */
export const spawn: Carry<CommandOf<'spawn'>> = async ({ agent, input }, { journal, workshop }) => {
  const childId = workshop.newId()
  const appended = await journal.intend([{ type: 'child_launched', data: { childId, agent, input } }])
  if (appended.length > 0) await launchChild(workshop, journal.thread, { childId, agent, input })
  return appended
}
