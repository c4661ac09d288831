import type { Image } from './image.ts'

/** Objects of the language that programs are tempted to extend. */
const INTRINSICS: Readonly<Record<string, object>> = {
  Object,
  Array,
  Function,
  String,
  Number,
  Promise,
  Date,
  Math,
  JSON,
  Map,
  Set,
  RegExp,
  Error,
}

/** What the language's own objects hold: who adds to them or replaces something changes every program. */
export function imageOfIntrinsics(): Image {
  const names: string[] = []
  const values: unknown[] = []
  for (const [owner, object] of entries()) {
    for (const key of Reflect.ownKeys(object)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(object, key)
      names.push(`${owner}.${String(key)}`)
      values.push(descriptor && 'value' in descriptor ? descriptor.value : descriptor?.get)
    }
  }
  return { names, values }
}

/** Global variables that a program made: those of the language and of Node are not enumerable, or functions. */
export function namedGlobals(): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const key of Object.keys(globalThis)) {
    if (OF_NODE.has(key)) continue
    const value: unknown = Object.getOwnPropertyDescriptor(globalThis, key)?.value
    if (typeof value === 'object' && value !== null) found[`globalThis.${key}`] = value
  }
  return found
}

const OF_NODE = new Set(['global', 'performance', 'crypto', 'navigator', 'process', 'console'])

function* entries(): Iterable<[string, object]> {
  yield ['globalThis', globalThis]
  for (const [name, object] of Object.entries(INTRINSICS)) {
    yield [name, object]
    const prototype: unknown = Object.getOwnPropertyDescriptor(object, 'prototype')?.value
    if (typeof prototype === 'object' && prototype !== null) yield [`${name}.prototype`, prototype]
    if (typeof prototype === 'function') yield [`${name}.prototype`, prototype]
  }
}
