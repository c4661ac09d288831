import { PromptInvalid } from '../twelvefold-error.ts'
import type { Prompt, Variable } from './prompt.ts'

type Variables = Readonly<Record<string, Variable>>
const known = new WeakMap<Prompt, Variables>()

/**
 * The variables of a prompt and of all that it includes: whoever renders it hands in these.
 * @throws PromptInvalid where two files declare one name differently.
 */
export function variablesOf(prompt: Prompt): Variables {
  const cached = known.get(prompt)
  if (cached) return cached
  const all = new Map<string, Variable>(Object.entries(prompt.variables))
  for (const include of Object.values(prompt.includes)) {
    for (const [name, variable] of Object.entries(variablesOf(include))) {
      const own = all.get(name)
      if (own && shape(own) !== shape(variable)) {
        throw new PromptInvalid(`prompts ${prompt.name} and ${include.name} declare ${name} differently`, {
          hint: 'give it the same type, default and trust in both, or another name in one of them',
        })
      }
      all.set(name, own ?? variable)
    }
  }
  const made = Object.fromEntries(all)
  known.set(prompt, made)
  return made
}

/** What it says of itself apart: its description may differ. */
function shape(variable: Variable): string {
  const { type, trusted, required, values } = variable
  return JSON.stringify([type, trusted, required, values, variable.default])
}
