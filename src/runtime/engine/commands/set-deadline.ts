import type { CommandOf } from '../../agents/command.ts'
import type { Carry } from '../ports.ts'

export const setDeadline: Carry<CommandOf<'set_deadline'>> = async ({ due }, { journal }) =>
  journal.intend([{ type: 'deadline_set', data: { due } }])
