import { ConfigurationInvalid } from '../audit-error.ts'
import { profiles } from '../catalogue/profile.ts'
import { isRecord } from './source/jsonc.ts'

/** A configuration's text, for the line of a key. */
export interface Located {
  readonly name: string
  readonly text: string
}

interface Shape {
  /** What the value has to be, in words. */
  readonly is: string
  readonly accepts: (value: unknown) => boolean
  /** The keys of an object. */
  readonly keys?: Shapes
}
export type Shapes = Readonly<Record<string, Shape>>

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const listOf =
  (accepts: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(accepts)
const isOneOf =
  (values: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === 'string' && values.includes(value)
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0

const PRICES = ['input', 'output', 'cachedInput', 'cacheWrite']
const count: Shape = { is: 'a number from 0', accepts: isCount }
const texts: Shape = { is: 'a list of texts', accepts: listOf(isText) }
const isRequirement = (value: unknown): boolean => /^F(0[1-9]|1[0-2])-R[1-9]$/.test(String(value))

/** Every key that there is; twelvefold.schema.json says the same to editors. */
export const shapes: Shapes = {
  $schema: { is: 'a text', accepts: isText },
  extends: { is: 'a path, or a list of paths', accepts: (value) => isText(value) || listOf(isText)(value) },
  profile: { is: `one of ${profiles.join(', ')}`, accepts: isOneOf(profiles) },
  include: texts,
  exclude: texts,
  agents: { is: 'a number, or a list of names', accepts: (value) => isCount(value) || listOf(isText)(value) },
  gate: {
    is: 'an object',
    accepts: isRecord,
    keys: {
      requirements: { is: 'a list of ids such as F07-R2', accepts: listOf(isRequirement) },
      levels: { is: 'a list of MUST and SHOULD', accepts: listOf(isOneOf(['MUST', 'SHOULD'])) },
      noNewFailures: { is: 'the path of a report made with --json', accepts: isText },
      raw: { is: 'a number from 0 to 100', accepts: (value) => isCount(value) && Number(value) <= 100 },
    },
  },
  policy: {
    is: 'an object',
    accepts: isRecord,
    keys: { lowStakes: { ...texts, is: 'a list of names of tools' } },
  },
  prices: {
    is: 'for each "provider/model" the numbers "input" and "output", and perhaps "cachedInput" and "cacheWrite"',
    accepts: (value) => isRecord(value) && Object.values(value).every(isPrice),
  },
  children: {
    is: 'an object',
    accepts: isRecord,
    keys: { depth: count, atOnce: count, total: count },
  },
}

function isPrice(value: unknown): boolean {
  if (!isRecord(value) || value['input'] === undefined || value['output'] === undefined) return false
  return Object.entries(value).every(
    ([key, price]) =>
      PRICES.includes(key) && typeof price === 'number' && price >= 0 && Number.isFinite(price),
  )
}

/** Says what is wrong, where, and what to do. @throws ConfigurationInvalid */
export function checkKeys(
  value: Readonly<Record<string, unknown>>,
  located: Located,
  known = shapes,
  path = '',
): void {
  for (const [key, given] of Object.entries(value)) {
    const shape = Object.hasOwn(known, key) ? known[key] : undefined
    const where = `${located.name}${lineOf(key, located.text)}`
    if (!shape) {
      throw new ConfigurationInvalid(`${where}: there is no key "${path}${key}"`, {
        hint: `one of ${Object.keys(known).join(', ')}`,
      })
    }
    if (!shape.accepts(given)) {
      throw new ConfigurationInvalid(`${where}: "${path}${key}" is not what it has to be`, {
        hint: `it is ${shape.is}`,
      })
    }
    if (shape.keys && isRecord(given)) checkKeys(given, located, shape.keys, `${path}${key}.`)
  }
}

function lineOf(key: string, text: string): string {
  const at = text.indexOf(JSON.stringify(key))
  return at < 0 ? '' : `:${text.slice(0, at).split('\n').length}`
}
