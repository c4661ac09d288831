import type { Deed } from './deed.ts'

/** One property of a global or a built-in module behind which something impure lies. */
export interface Impure {
  readonly owner: object
  readonly key: string
  /**
   * `call`: impure when called or constructed; `read`: when looked at; `members`: when a member of it is;
   * `now`: when called without an argument to work on.
   */
  readonly when: 'call' | 'read' | 'members' | 'now'
  readonly deed: Deed
  /** As the user wrote it: "Date.now". */
  readonly name: string
}

/** The given properties of one owner; where the owner inherits one, it is that of its prototype. */
export function impureIn(
  owner: unknown,
  prefix: string,
  deed: Deed,
  keys: readonly string[],
  when: Impure['when'] = 'call',
): Impure[] {
  return keys.flatMap((key) => {
    const holder = holderOf(owner, key)
    return holder ? [{ owner: holder, key, when, deed, name: `${prefix}${key}` }] : []
  })
}

/** The names of all functions of a module; classes begin with a capital letter. */
export function functionsOf(module: object, but: readonly string[] = []): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(module))
    .filter(([key, { value }]) => typeof value === 'function' && /^[a-z]/.test(key) && !but.includes(key))
    .map(([key]) => key)
}

function holderOf(owner: unknown, key: string): object | undefined {
  let holder = owner
  while ((typeof holder === 'object' && holder !== null) || typeof holder === 'function') {
    if (Object.hasOwn(holder, key)) return holder
    holder = Object.getPrototypeOf(holder)
  }
  return undefined
}
