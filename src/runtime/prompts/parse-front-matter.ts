import { parse } from 'yaml'
import { toJson, type JsonValue } from '../thread/json.ts'
import { PromptInvalid } from '../twelvefold-error.ts'
import type { ModelHints, Prompt, Variable, VariableType } from './prompt.ts'

const TYPES: readonly string[] = [
  'string',
  'number',
  'boolean',
  'enum',
  'list',
  'object',
] satisfies VariableType[]
const KEYS = ['description', 'model', 'variables']
const VARIABLE_KEYS = ['type', 'default', 'required', 'trusted', 'values', 'description']
const HINTS = ['temperature', 'topP', 'topK', 'maxOutputTokens', 'seed']

type FrontMatter = Pick<Prompt, 'description' | 'model' | 'variables'>
type Keys = Readonly<Record<string, unknown>>

/** @throws PromptInvalid, naming the prompt, the key and what it may be. */
export function parseFrontMatter(name: string, text: string): FrontMatter {
  let found: unknown
  try {
    found = toJson(parse(text, { maxAliasCount: 10, logLevel: 'error' }) ?? {})
  } catch (cause) {
    const reason = cause instanceof Error ? `: ${cause.message.split('\n')[0]}` : ''
    throw new PromptInvalid(`the front matter of prompt ${name} is not YAML${reason}`, { cause })
  }
  if (!isRecord(found)) throw new PromptInvalid(`the front matter of prompt ${name} is no list of keys`)
  refuseUnknown(`the front matter of prompt ${name}`, found, KEYS)
  const { description = '', model, variables } = found
  if (typeof description !== 'string') throw new PromptInvalid(`the description of prompt ${name} is no text`)
  return { description, model: parseHints(name, model), variables: parseVariables(name, variables) }
}

function parseHints(name: string, found: unknown): ModelHints {
  if (found === undefined || found === null) return {}
  if (!isRecord(found)) throw new PromptInvalid(`"model" of prompt ${name} is no list of settings`)
  refuseUnknown(`"model" of prompt ${name}`, found, HINTS)
  const wrong = Object.entries(found).find(([, value]) => typeof value !== 'number')
  if (wrong) throw new PromptInvalid(`"model.${wrong[0]}" of prompt ${name} is no number`)
  return found
}

function parseVariables(name: string, found: unknown): Record<string, Variable> {
  if (found === undefined || found === null) return {}
  if (!isRecord(found)) throw new PromptInvalid(`"variables" of prompt ${name} is no list of names`)
  return Object.fromEntries(
    Object.entries(found).map(([key, value]) => [key, parseVariable(`variable ${key} of prompt ${name}`, key, value)]),
  )
}

function parseVariable(what: string, key: string, value: unknown): Variable {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(key)) {
    throw new PromptInvalid(`${what} has no usable name`, { hint: 'use letters, digits and _' })
  }
  const found = typeof value === 'string' ? { type: value } : value
  if (!isRecord(found) || typeof found['type'] !== 'string' || !TYPES.includes(found['type'])) {
    throw new PromptInvalid(`${what} has no type`, {
      hint: `write "${key}: string", or one of ${TYPES.join(', ')}`,
    })
  }
  refuseUnknown(what, found, VARIABLE_KEYS)
  for (const flag of ['trusted', 'required']) {
    if (found[flag] !== undefined && typeof found[flag] !== 'boolean') {
      throw new PromptInvalid(`"${flag}" of ${what} is neither true nor false`)
    }
  }
  const { type, trusted = false, required, values, description } = found
  const standard = found['default'] as JsonValue | undefined
  const variable: Variable = {
    type: type as VariableType,
    trusted: trusted === true,
    required: standard === undefined && required !== false,
    ...(standard === undefined ? {} : { default: standard }),
    ...(type === 'enum' ? { values: parseValues(what, values) } : {}),
    ...(typeof description === 'string' ? { description } : {}),
  }
  if (type !== 'enum' && values !== undefined) throw new PromptInvalid(`"values" of ${what} are for an enum`)
  if (standard !== undefined && !isOfType(variable, standard)) {
    throw new PromptInvalid(`the default of ${what} is not ${typeName(variable)}`)
  }
  if (standard !== undefined && required === true) {
    throw new PromptInvalid(`${what} has a default, and is required`, { hint: 'leave one of them out' })
  }
  return variable
}

function parseValues(what: string, values: unknown): readonly string[] {
  const isList = Array.isArray(values) && values.length > 0
  if (isList && values.every((value) => typeof value === 'string')) return values
  throw new PromptInvalid(`${what} does not say what it may be`, { hint: 'write "values: [low, high]"' })
}

export function isOfType({ type, values }: Variable, value: unknown): boolean {
  if (type === 'list') return Array.isArray(value)
  if (type === 'object') return isRecord(value)
  if (type === 'enum') return typeof value === 'string' && (values ?? []).includes(value)
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value)
  return typeof value === type
}

/** As it stands in a message: "a string", "one of low, high". */
export function typeName({ type, values }: Variable): string {
  if (type === 'enum') return `one of ${(values ?? []).join(', ')}`
  return type === 'object' ? 'an object' : `a ${type}`
}

function refuseUnknown(what: string, found: Keys, known: readonly string[]): void {
  const unknown = Object.keys(found).find((key) => !known.includes(key))
  if (unknown === undefined) return
  throw new PromptInvalid(`${what} has an unknown key "${unknown}"`, { hint: `known: ${known.join(', ')}` })
}

function isRecord(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
