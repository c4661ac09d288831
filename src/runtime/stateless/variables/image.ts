// What one object holds, one level deep. An image of each object that can be reached is a picture of all of them: a
// change anywhere is a difference between two images of one object.

import { types } from 'node:util'

export interface Image {
  readonly names: readonly (string | symbol)[]
  readonly values: readonly unknown[]
}

/** Bytes of a buffer that are compared. */
const MOST_BYTES = 65_536

/** Undefined for what cannot be looked into without running code, or is a memory that nobody can list. */
export function imageOf(object: object): Image | undefined {
  if (types.isProxy(object) || types.isPromise(object)) return undefined
  if (types.isWeakMap(object) || types.isWeakSet(object)) return undefined
  const names: (string | symbol)[] = []
  const values: unknown[] = []
  addContents(object, (name, value) => {
    names.push(name)
    values.push(value)
  })
  return { names, values }
}

/** The name of the first member in which two images differ. */
export function firstDifference(before: Image, after: Image): string | undefined {
  const most = Math.max(before.names.length, after.names.length)
  for (let i = 0; i < most; i++) {
    if (before.names[i] === after.names[i] && Object.is(before.values[i], after.values[i])) continue
    return String(after.names[i] ?? before.names[i])
  }
  return undefined
}

function addContents(object: object, add: (name: string | symbol, value: unknown) => void): void {
  if (types.isMap(object)) {
    let i = 0
    for (const [key, value] of object) {
      add(`key ${i}`, key)
      add(`entry ${describe(key, i++)}`, value)
    }
  } else if (types.isSet(object)) {
    let i = 0
    for (const value of object) add(`value ${i++}`, value)
  } else if (types.isDate(object)) {
    add('time', Date.prototype.getTime.call(object))
  } else if (ArrayBuffer.isView(object) || types.isAnyArrayBuffer(object)) {
    add('bytes', bytesOf(object))
    return
  }
  addMembers(object, add)
}

function addMembers(object: object, add: (name: string | symbol, value: unknown) => void): void {
  for (const name of Reflect.ownKeys(object)) {
    try {
      const descriptor = Reflect.getOwnPropertyDescriptor(object, name)
      // A getter is not called: it may be what changes something.
      if (descriptor) add(name, 'value' in descriptor ? descriptor.value : descriptor.get)
    } catch {
      // A module's export that has no value yet.
      add(name, undefined)
    }
  }
}

function bytesOf(object: ArrayBufferView | ArrayBufferLike): string {
  const bytes = ArrayBuffer.isView(object)
    ? Buffer.from(object.buffer, object.byteOffset, object.byteLength)
    : Buffer.from(object)
  return bytes.subarray(0, MOST_BYTES).toString('latin1')
}

function describe(key: unknown, position: number): string {
  return typeof key === 'string' || typeof key === 'number' ? String(key) : String(position)
}
