import { createHash } from 'node:crypto'
import { parse } from 'yaml'
import { PromptInvalid } from '../twelvefold-error.ts'
import type { Prompt, Variable, VariableType } from './prompt.ts'

const TYPES: readonly string[] = ['string', 'number', 'boolean', 'list', 'object'] satisfies VariableType[]

/** @throws PromptInvalid, naming the prompt and what is wrong in it. */
export function parsePrompt(name: string, file: string): Prompt {
  const source = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const parts = /^---\n([\s\S]*?)\n---[ \t]*\n([\s\S]*)$/.exec(source)
  if (!parts) {
    throw new PromptInvalid(`prompt ${name} does not begin with front matter`, {
      hint: 'begin the file with a line "---", "description: …", and a line "---"',
    })
  }
  const front = parseFrontMatter(name, parts[1]!)
  return {
    name,
    description: typeof front['description'] === 'string' ? front['description'] : '',
    variables: parseVariables(name, front['variables']),
    source,
    hash: createHash('sha256').update(source).digest('hex'),
    body: parts[2]!.trim(),
  }
}

function parseFrontMatter(name: string, text: string): Record<string, unknown> {
  let front: unknown
  try {
    front = parse(text, { maxAliasCount: 10, logLevel: 'error' }) ?? {}
  } catch (cause) {
    throw new PromptInvalid(`the front matter of prompt ${name} is not YAML`, { cause })
  }
  if (!isRecord(front)) throw new PromptInvalid(`the front matter of prompt ${name} is no list of keys`)
  return front
}

function parseVariables(name: string, found: unknown): Record<string, Variable> {
  if (found === undefined || found === null) return {}
  if (!isRecord(found)) throw new PromptInvalid(`"variables" of prompt ${name} is no list of names`)
  const variables = Object.entries(found).map(([key, value]): [string, Variable] => {
    const variable = typeof value === 'string' ? { type: value } : value
    if (!isRecord(variable) || !TYPES.includes(String(variable['type']))) {
      throw new PromptInvalid(`variable ${key} of prompt ${name} has no type`, {
        hint: `write "${key}: string", or one of ${TYPES.join(', ')}`,
      })
    }
    const { type, default: standard } = variable
    return [key, { type: type as VariableType, ...(standard === undefined ? {} : { default: standard }) }]
  })
  return Object.fromEntries(variables)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
