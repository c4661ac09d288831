import { PromptNotFound } from '../twelvefold-error.ts'
import type { PromptName, RenderArguments, TrustedOf, UntrustedOf } from './declared-prompts.ts'
import type { Prompt, PromptLibrary, PromptVariables, RenderedPrompt, RenderOptions } from './prompt.ts'
import { renderPrompt } from './render-prompt.ts'

/** A prompt as `twelvefold prompts types` writes it down: what it includes is named, not repeated. */
export type PromptEntry = Omit<Prompt, 'includes'> & { readonly includes: readonly string[] }

export interface PromptModule extends PromptLibrary {
  /** @throws PromptInvalid, PromptNotFound */
  render<Name extends PromptName>(
    name: Name,
    ...given: RenderArguments<UntrustedOf<Name>, TrustedOf<Name>>
  ): RenderedPrompt
  /** The names of all its prompts, in order. */
  readonly names: readonly string[]
}

/** The prompts of a generated module: no file is read, so that they are there in a bundle and without a disk. */
export function promptModule(entries: readonly PromptEntry[]): PromptModule {
  const all = new Map(entries.map((entry) => [entry.name, entry]))
  const made = new Map<string, Prompt>()
  const get = (name: string): Prompt => {
    const known = made.get(name)
    if (known) return known
    const entry = all.get(name)
    if (!entry) {
      throw new PromptNotFound(`there is no prompt ${name} in the generated module`, {
        hint: 'npx twelvefold prompts types writes it anew, or mend the name',
      })
    }
    const includes = Object.fromEntries(entry.includes.map((one) => [one, get(one)]))
    const prompt = Object.freeze({ ...entry, includes })
    made.set(name, prompt)
    return prompt
  }
  return {
    isFixed: true,
    get: async (name) => get(name),
    render: (name, ...given) => {
      const [variables, options] = given as [PromptVariables?, RenderOptions?]
      return renderPrompt(get(name), variables, options)
    },
    names: [...all.keys()].sort(),
  }
}
