import { NotJson } from '../twelvefold-error.ts'

/** Plain JSON: what events, commands and tool inputs are made of. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }

export type JsonObject = { readonly [key: string]: JsonValue }

/** Deepest nesting that is accepted: beyond it recursive readers would exhaust the stack. */
const MAX_DEPTH = 200

/**
 * A deep copy holding plain JSON alone: `undefined` members are left out, key order is kept.
 * @throws NotJson for functions, class instances, cycles, NaN and nesting over 200 levels.
 */
export function toJson(value: unknown, depth = 0): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value !== 'object') throw notJson(typeof value)
  if (depth >= MAX_DEPTH) throw new NotJson(`a value is nested deeper than ${MAX_DEPTH} levels`)
  if (Array.isArray(value)) return value.map((item) => member(item ?? null, '[]', depth))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    if (value instanceof Date) return value.toISOString()
    throw notJson('a class instance')
  }
  const copy: Record<string, JsonValue> = {}
  for (const [key, found] of Object.entries(value)) {
    if (found === undefined) continue
    const json = member(found, key, depth)
    // Assigned, "__proto__" would become the prototype: it must stay a key.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: json, enumerable: true })
    else copy[key] = json
  }
  return copy
}

/** What is wrong inside is said with the way to it, made only then. */
function member(value: unknown, key: string, depth: number): JsonValue {
  try {
    return toJson(value, depth + 1)
  } catch (thrown) {
    if (depth > 0 || !(thrown instanceof NotJson)) throw thrown
    throw new NotJson(`in "${key.slice(0, 60)}": ${thrown.message}`)
  }
}

/** JSON text with sorted keys and no white space: equal values give equal text, so its hash names the value. */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
}

export function freezeDeep<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value
  // No call and no list of members for the many that are not objects: a long thread is frozen whenever it is loaded.
  for (const key in value) {
    const member = value[key]
    if (typeof member === 'object') freezeDeep(member)
  }
  return Object.freeze(value)
}

function notJson(found: string): NotJson {
  return new NotJson(`${found === 'number' ? 'NaN or infinity' : found} is nothing that JSON can hold`)
}
