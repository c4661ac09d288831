import { textsOf } from '../prompts/parse-prompt.ts'
import { renderPrompt } from '../prompts/render-prompt.ts'
import { variablesOf } from '../prompts/variables-of.ts'
import type { EventData } from '../thread/event.ts'
import { PromptNotFound } from '../twelvefold-error.ts'
import type { StoredText } from './prepare-request.ts'
import type { Workshop } from './workshop.ts'

const PROMPT = 'twelvefold/malformed-reply'

export interface Reask {
  readonly reask: NonNullable<EventData['next_step_malformed']['reask']>
  /** The prompt file, to be kept once by its hash. */
  readonly texts: readonly StoredText[]
}

/**
 * What the model is told about a reply that was no next step, in the words of the user's prompt file; nothing where
 * there is no such file: then it is shown the error alone, as data. Never rejects: the reply must be kept.
 */
export async function reaskFor(reason: string, { prompts, log }: Workshop): Promise<Reask | undefined> {
  try {
    const file = await prompts.get(PROMPT)
    // The user may have words that fit every reason.
    const isDeclared = Object.hasOwn(variablesOf(file), 'reason')
    const { name, hash, text } = renderPrompt(file, {}, isDeclared ? { trusted: { reason } } : {})
    return { reask: { prompt: { name, hash }, text }, texts: textsOf(file) }
  } catch (thrown) {
    if (!(thrown instanceof PromptNotFound)) log({ level: 'error', message: `${PROMPT}: ${String(thrown)}` })
    return undefined
  }
}
