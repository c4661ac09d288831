import { PromptInvalid } from '../twelvefold-error.ts'
import { compilePrompt, reasonOf, liquid, type Rendering } from './compile-prompt.ts'
import { isOfType, typeName } from './parse-front-matter.ts'
import type { Prompt, PromptVariables, RenderedPrompt, RenderOptions, Variable } from './prompt.ts'
import { INCLUDED } from './template-language.ts'
import { collectUntrustedData } from './untrusted-data.ts'
import { variablesOf } from './variables-of.ts'

/**
 * The instructions that a prompt's file gives, and beside them the untrusted values that it speaks of. Variables are
 * untrusted unless the file declares them `trusted`; such ones are handed in as `options.trusted`, apart.
 * @throws PromptInvalid where a variable is missing, unknown, of the wrong type, or handed in on the wrong side.
 */
export function renderPrompt(
  prompt: Prompt,
  variables: PromptVariables = {},
  options: RenderOptions = {},
): RenderedPrompt {
  const declared = variablesOf(prompt)
  const values = checkVariables(prompt.name, declared, variables, options.trusted ?? {})
  const untrusted = collectUntrustedData()
  const all = withIncludes(prompt)
  const rendering: Rendering = {
    untrusted,
    of: (name) => ({
      templates: compilePrompt(all.get(name)!).templates,
      values: pick(values, Object.keys(all.get(name)!.variables)),
    }),
  }
  const text = run(prompt, all, pick(values, Object.keys(prompt.variables)), rendering)
  const data = untrusted.text()
  return {
    name: prompt.name,
    hash: prompt.hash,
    text: text.trim(),
    ...(data === undefined ? {} : { data }),
    ...(Object.keys(prompt.model).length === 0 ? {} : { model: prompt.model }),
  }
}

/** Instructions and data as one text, for where there is one place for both. */
export function wholeText({ text, data }: Pick<RenderedPrompt, 'text' | 'data'>): string {
  return data === undefined ? text : `${text}\n\n${data}`
}

function run(
  prompt: Prompt,
  all: ReadonlyMap<string, Prompt>,
  values: object,
  rendering: Rendering,
): string {
  const { templates } = compilePrompt(prompt)
  try {
    const text: unknown = liquid.renderSync(templates, values, { globals: { [INCLUDED]: rendering } })
    return String(text)
  } catch (cause) {
    if (cause instanceof PromptInvalid) throw cause
    const reason = reasonOf(cause, (name) => compilePrompt(all.get(name) ?? prompt).above)
    throw new PromptInvalid(`prompt ${prompt.name} cannot be rendered: ${reason}`, { cause })
  }
}

function withIncludes(prompt: Prompt, all = new Map<string, Prompt>()): ReadonlyMap<string, Prompt> {
  for (const [name, include] of Object.entries(prompt.includes)) {
    all.set(name, include)
    withIncludes(include, all)
  }
  return all
}

function checkVariables(
  name: string,
  declared: Readonly<Record<string, Variable>>,
  given: PromptVariables,
  trusted: PromptVariables,
): Readonly<Record<string, unknown>> {
  refuseUnknown(name, declared, given)
  refuseUnknown(name, declared, trusted)
  const values = Object.entries(declared).map(([key, variable]) => {
    if (variable.trusted && Object.hasOwn(given, key)) {
      throw new PromptInvalid(`variable ${key} of prompt ${name} is trusted, and was handed in as untrusted`, {
        hint: "hand it in as trusted: from code, among the agent's variables or as { trusted: … }",
      })
    }
    const from = Object.hasOwn(given, key) ? given : trusted
    const found = Object.hasOwn(from, key) ? from[key] : undefined
    const value = found ?? variable.default
    if (value === undefined || value === null) {
      if (!variable.required) return [key, null] as const
      throw new PromptInvalid(`variable ${key} of prompt ${name} is missing`)
    }
    if (!isOfType(variable, value)) {
      throw new PromptInvalid(`variable ${key} of prompt ${name} is not ${typeName(variable)}`)
    }
    return [key, value] as const
  })
  return Object.fromEntries(values)
}

function refuseUnknown(name: string, declared: object, given: object): void {
  const unknown = Object.keys(given).find((key) => !Object.hasOwn(declared, key))
  if (unknown === undefined) return
  throw new PromptInvalid(`prompt ${name} has no variable ${unknown}`, {
    hint: `declare it under "variables" in prompts/${name}.md, or leave it out`,
  })
}

function pick(values: Readonly<Record<string, unknown>>, names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, values[name]]))
}
