import type { JsonObject, JsonValue } from '../thread/json.ts'
import { redactText } from './redact.ts'

/** Members whose string is a secret, whatever it looks like. Compared in lower case without `-` and `_`. */
const SECRET_NAMES = new Set([
  'password',
  'passwd',
  'passphrase',
  'secret',
  'clientsecret',
  'secretkey',
  'privatekey',
  'apikey',
  'xapikey',
  'accesskey',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'authtoken',
  'authorization',
  'setcookie',
])

/** No shape of a secret, and no member's name that tells of one, is shorter. */
const SHORTEST_TEXT = 4
const SHORTEST_NAME = 6

/**
 * A JSON value in which secrets are masked: in texts, in names of members, and as members whose name says what they
 * hold. The very same value where there is nothing to mask, which costs one look at each text.
 */
export function redactJson<T extends JsonValue>(value: T, values: readonly string[] = []): T {
  return redactValue(value, values) as T
}

function redactValue(value: JsonValue, values: readonly string[]): JsonValue {
  if (typeof value === 'string') return value.length < SHORTEST_TEXT ? value : redactText(value, values)
  if (typeof value !== 'object' || value === null) return value
  return Array.isArray(value) ? redactList(value, values) : redactObject(value as JsonObject, values)
}

function redactList(list: readonly JsonValue[], values: readonly string[]): readonly JsonValue[] {
  let clean: JsonValue[] | undefined
  for (let i = 0; i < list.length; i++) {
    const item = redactValue(list[i]!, values)
    if (item !== list[i]) (clean ??= [...list])[i] = item
  }
  return clean ?? list
}

function redactObject(object: JsonObject, values: readonly string[]): JsonObject {
  let isClean = true
  for (const name in object) {
    const value = object[name]!
    if (redactMember(name, value, values) !== value || redactName(name, values) !== name) {
      isClean = false
      break
    }
  }
  if (isClean) return object
  const members = Object.entries(object).map(
    ([name, value]) => [redactName(name, values), redactMember(name, value, values)] as const,
  )
  // fromEntries defines: assigned, "__proto__" would become the prototype.
  return Object.fromEntries(members)
}

function redactMember(name: string, value: JsonValue, values: readonly string[]): JsonValue {
  if (typeof value === 'string' && value.length >= SHORTEST_TEXT && isSecretName(name)) return '[redacted]'
  return redactValue(value, values)
}

function redactName(name: string, values: readonly string[]): string {
  return name.length < SHORTEST_NAME ? name : redactText(name, values)
}

// Names repeat from event to event: what was found out about one is kept, up to a bound.
const known = new Map<string, boolean>()
const MOST_KNOWN = 2_000

function isSecretName(name: string): boolean {
  if (name.length < SHORTEST_NAME) return false
  const found = known.get(name)
  if (found !== undefined) return found
  const made = SECRET_NAMES.has(name.toLowerCase().replace(/[-_]/g, ''))
  if (known.size < MOST_KNOWN) known.set(name, made)
  return made
}
