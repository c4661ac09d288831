import { types } from 'node:util'

/**
 * Where two results of one function differ: '' for the whole, else the way to the first difference; undefined where
 * they say the same. Functions are the same where their text is: a pure function may make a new one every time.
 */
export function firstDisagreement(one: unknown, other: unknown): string | undefined {
  return compare(one, other, '', new Set())
}

function compare(one: unknown, other: unknown, path: string, seen: Set<unknown>): string | undefined {
  if (Object.is(one, other)) return undefined
  if (typeof one === 'function' && typeof other === 'function') {
    return String(one) === String(other) ? undefined : path
  }
  // Every one is of its own: what counts is what it is called.
  if (typeof one === 'symbol' && typeof other === 'symbol') {
    return one.description === other.description ? undefined : path
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return path
  if (seen.has(one)) return undefined
  seen.add(one)
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return path
  if (types.isProxy(one) || types.isProxy(other)) return undefined
  return compareInsides(one, other, path) ?? compareMembers(one, other, path, seen)
}

function compareInsides(one: object, other: object, path: string): string | undefined {
  if (types.isDate(one)) return Object.is(one.getTime(), (other as Date).getTime()) ? undefined : path
  if (types.isRegExp(one)) {
    const { source, flags } = other as RegExp
    return one.source === source && one.flags === flags ? undefined : path
  }
  if (types.isNativeError(one)) return one.message === (other as Error).message ? undefined : path
  return undefined
}

function compareMembers(one: object, other: object, path: string, seen: Set<unknown>): string | undefined {
  const [ones, others] = [membersOf(one), membersOf(other)]
  if (ones.length !== others.length) return path
  for (const [i, [name, value]] of ones.entries()) {
    const [otherName, otherValue] = others[i]!
    if (name !== otherName) return path
    const found = compare(value, otherValue, `${path}.${name}`, seen)
    if (found !== undefined) return found
  }
  return undefined
}

/** In the order in which they are there, which is part of what a result says. */
function membersOf(object: object): [string, unknown][] {
  if (types.isMap(object)) {
    return [...object].flatMap(([key, value], i): [string, unknown][] => [
      [`key ${i}`, key],
      [`value ${i}`, value],
    ])
  }
  if (types.isSet(object)) return [...object].map((value, i) => [String(i), value])
  if (types.isNativeError(object)) return []
  return Object.keys(object).map((key): [string, unknown] => [key, Reflect.get(object, key)])
}
