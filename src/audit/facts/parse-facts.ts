import { FactsInvalid, FactsVersionUnknown } from '../audit-error.ts'
import type { Facts } from './facts.ts'

/** The version of the shapes in this folder. */
const FACTS_VERSION = 1

/** For each list of facts, what every item of it holds: enough to tell saved facts from any other JSON. */
const lists: Readonly<Record<string, readonly string[]>> = {
  agents: ['id', 'name', 'kind', 'file', 'line', 'control', 'context', 'state', 'errors'],
  modelCalls: ['id', 'api', 'file', 'line'],
  prompts: ['id', 'role', 'origin', 'file', 'line'],
  tools: ['id', 'name', 'effect', 'file', 'line'],
  humans: ['id', 'how', 'file', 'line'],
  triggers: ['id', 'kind', 'file', 'line'],
  suppressions: ['requirement', 'kind', 'file', 'line'],
  toolErrors: ['file', 'message'],
  frameworks: ['name', 'title'],
  orphans: [],
}
const fileLists = ['partly', 'unread', 'otherLanguages']
const hint = 'make it again: npx twelvefold audit --save-facts FILE'

/**
 * Saved facts, checked. `from` names the file in messages.
 * @throws FactsInvalid, FactsVersionUnknown
 */
export function parseFacts(text: string, from: string): Facts {
  const value = parse(text, from)
  if (!isRecord(value)) throw invalid(from, 'it is no JSON object')
  const { version, files, excerpts } = value
  if (version === undefined) throw invalid(from, 'it has no version')
  if (version !== FACTS_VERSION) {
    const found = `${from} holds facts of version ${JSON.stringify(version)}; this twelvefold reads version ${FACTS_VERSION}`
    throw new FactsVersionUnknown(found, { hint })
  }
  for (const [name, keys] of Object.entries(lists)) checkList(value[name], { name, keys, from })
  if (!isRecord(files)) throw invalid(from, '"files" is no object')
  for (const name of fileLists) checkList(files[name], { name: `files.${name}`, keys: [], from })
  if (!isRecord(excerpts)) throw invalid(from, '"excerpts" is no object')
  for (const [file, lines] of Object.entries(excerpts)) {
    checkList(lines, { name: `excerpts of ${file}`, keys: ['line', 'text'], from })
  }
  return value as unknown as Facts
}

function parse(text: string, from: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new FactsInvalid(`${from} is no saved facts: it is not JSON`, { hint, cause })
  }
}

interface ListShape {
  readonly name: string
  readonly keys: readonly string[]
  readonly from: string
}

function checkList(value: unknown, { name, keys, from }: ListShape): void {
  if (!Array.isArray(value)) throw invalid(from, `"${name}" is no list`)
  for (const [index, item] of value.entries()) {
    const missing = keys.find((key) => !isRecord(item) || item[key] === undefined)
    if (missing !== undefined) throw invalid(from, `"${name}[${index}]" has no "${missing}"`)
  }
}

function invalid(from: string, what: string): FactsInvalid {
  return new FactsInvalid(`${from} is no saved facts: ${what}`, { hint })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
