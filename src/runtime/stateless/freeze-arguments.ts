import { types } from 'node:util'

/** What was frozen before, with all that is in it: a long conversation is not walked again for each call. */
const known = new WeakSet<object>()

/**
 * Freezes plain objects and lists, with all that is in them. Instances of classes belong to whoever made them and are
 * left as they are: they are compared afterwards.
 */
export function freezeArguments(value: unknown): void {
  if (typeof value !== 'object' || value === null || known.has(value) || !isPlain(value)) return
  known.add(value)
  Object.freeze(value)
  for (const name of Reflect.ownKeys(value)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(value, name)
    if (descriptor && 'value' in descriptor) freezeArguments(descriptor.value)
  }
}

function isPlain(value: object): boolean {
  if (types.isProxy(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null
}
