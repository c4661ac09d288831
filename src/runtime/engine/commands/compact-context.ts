import type { CommandOf } from '../../agents/command.ts'
import type { Carry } from '../ports.ts'

export const compactContext: Carry<CommandOf<'compact_context'>> = ({ upTo, summary }, { journal }) =>
  journal.intend([{ type: 'context_compacted', data: { upTo, summary } }])
