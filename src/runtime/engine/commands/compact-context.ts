import type { CommandOf } from '../../agents/command.ts'
import type { Carry } from '../ports.ts'
import { sayIn } from '../tell.ts'

const SUMMARY = 'twelvefold/summary'

export const compactContext: Carry<CommandOf<'compact_context'>> = async ({ upTo, summary }, ports) => {
  const { journal, workshop } = ports
  const { told, texts } = await sayIn(SUMMARY, { untrusted: { summary } }, workshop.prompts)
  return journal.intend([{ type: 'context_compacted', data: { upTo, summary, told } }], { prompts: texts })
}
