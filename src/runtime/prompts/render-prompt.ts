import { Liquid, type Template } from 'liquidjs'
import { PromptInvalid } from '../twelvefold-error.ts'
import type { Prompt, PromptVariables, RenderedPrompt, Variable } from './prompt.ts'

// No file system: includes are not part of a prompt. Unknown variables and filters are errors, not empty text.
const liquid = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true, templates: {} })
const parsed = new WeakMap<Prompt, Template[]>()

/** @throws PromptInvalid where a variable is missing, unknown or of the wrong type, or the body does not parse. */
export function renderPrompt(prompt: Prompt, variables: PromptVariables = {}): RenderedPrompt {
  const values = checkVariables(prompt, variables)
  try {
    const template = parsed.get(prompt) ?? liquid.parse(prompt.body)
    parsed.set(prompt, template)
    const text: unknown = liquid.renderSync(template, values)
    return { name: prompt.name, hash: prompt.hash, text: String(text) }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : 'unknown'
    throw new PromptInvalid(`prompt ${prompt.name} cannot be rendered: ${reason}`, { cause })
  }
}

function checkVariables(prompt: Prompt, given: PromptVariables): Record<string, unknown> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(prompt.variables, name)) {
      throw new PromptInvalid(`prompt ${prompt.name} has no variable ${name}`, {
        hint: `declare it under "variables" in prompts/${prompt.name}.md, or leave it out`,
      })
    }
  }
  const values = Object.entries(prompt.variables).map(([name, variable]) => {
    const value = Object.hasOwn(given, name) ? given[name] : variable.default
    if (!isOfType(variable, value)) {
      const found = value === undefined ? 'missing' : `not a ${variable.type}`
      throw new PromptInvalid(`variable ${name} of prompt ${prompt.name} is ${found}`)
    }
    return [name, value] as const
  })
  return Object.fromEntries(values)
}

function isOfType({ type }: Variable, value: unknown): boolean {
  if (type === 'list') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}
