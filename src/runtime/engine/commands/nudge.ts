import type { CommandOf } from '../../agents/command.ts'
import { textsOf } from '../../prompts/parse-prompt.ts'
import { renderPrompt, wholeText } from '../../prompts/render-prompt.ts'
import type { Carry } from '../ports.ts'

/** The file is kept by its hash, like every text that a model is sent. */
export const nudge: Carry<CommandOf<'nudge'>> = async (command, { journal, workshop }) => {
  const file = await workshop.prompts.get(command.prompt)
  const rendered = renderPrompt(file, command.variables)
  const { name, hash } = rendered
  const data = { reason: command.reason, prompt: { name, hash }, text: wholeText(rendered) }
  return journal.intend([{ type: 'model_nudged', data }], { prompts: textsOf(file) })
}
