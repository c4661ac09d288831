import type { CommandOf } from '../../agents/command.ts'
import { renderPrompt } from '../../prompts/render-prompt.ts'
import type { Carry } from '../ports.ts'

/** The file is kept by its hash, like every text that a model is sent. */
export const nudge: Carry<CommandOf<'nudge'>> = async (command, { journal, workshop }) => {
  const file = await workshop.prompts.get(command.prompt)
  const { name, hash, text } = renderPrompt(file, command.variables)
  const data = { reason: command.reason, prompt: { name, hash }, text }
  return journal.intend([{ type: 'model_nudged', data }], { texts: [{ hash, text: file.source }] })
}
