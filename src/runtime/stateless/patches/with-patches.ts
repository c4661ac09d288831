import type { Deed } from './deed.ts'
import { impureGlobals } from './impure-globals.ts'
import { impureModule, impureModuleNames } from './impure-modules.ts'
import type { Impure } from './impure.ts'

/** Told of each impure thing at the moment at which it would be done; a throw keeps it from being done. */
export type Judge = (deed: Deed, name: string) => void

/** Whoever judges now: undefined between calls, and while a stack trace is made, which may read source maps. */
const watch: { judge: Judge | undefined } = { judge: undefined }

let globals: readonly Impure[] | undefined
const modules = new Map<string, readonly Impure[]>()
let loadedBefore = -1

/**
 * Runs `call` while everything impure that is known asks `judge` first: globals, and what modules of Node export,
 * also where they were imported long before. Whatever it found it puts back before it returns.
 */
export function withPatches<T>(judge: Judge, call: () => T): T {
  const undo: (() => void)[] = []
  const before = watch.judge
  const { syncBuiltinESMExports } = process.getBuiltinModule('node:module')
  const impure = everythingImpure()
  try {
    for (const one of impure) patch(one, undo)
    sparePreparedStacks(undo)
    syncBuiltinESMExports()
    watch.judge = judge
    return call()
  } finally {
    watch.judge = before
    for (const put of undo.reverse()) put()
    syncBuiltinESMExports()
  }
}

/** Runs `call` as if nobody watched. */
export function unwatched<T>(call: () => T): T {
  const { judge } = watch
  watch.judge = undefined
  try {
    return call()
  } finally {
    watch.judge = judge
  }
}

/** Modules that nobody has loaded yet have been imported by nobody: they are not loaded for this. */
function everythingImpure(): Impure[] {
  const loaded = (process as { moduleLoadList?: readonly string[] }).moduleLoadList
  if (loaded === undefined || loaded.length !== loadedBefore) {
    const names = new Set(loaded?.map((name) => name.replace(/^NativeModule /, '')))
    for (const name of impureModuleNames) {
      if (modules.has(name) || (loaded && !names.has(name))) continue
      const module = process.getBuiltinModule(`node:${name}`) as Readonly<Record<string, unknown>>
      modules.set(name, impureModule(name, module))
    }
    loadedBefore = loaded?.length ?? 0
  }
  globals ??= impureGlobals()
  return [...globals, ...[...modules.values()].flat()]
}

function patch(impure: Impure, undo: (() => void)[]): void {
  const { owner, key } = impure
  const found = Object.getOwnPropertyDescriptor(owner, key)
  if (!found?.configurable) return
  Object.defineProperty(owner, key, patched(impure, found))
  undo.push(() => Object.defineProperty(owner, key, found))
}

function patched(impure: Impure, found: PropertyDescriptor): PropertyDescriptor {
  const original: unknown = found.value
  if (impure.when !== 'read') {
    if (!found.get) return { ...found, value: standIn(impure, original) }
    // What Node makes only when it is asked for stays unmade until then.
    return { ...found, get: valueOfGetter }
  }
  return { configurable: true, enumerable: found.enumerable ?? false, get: readAndTold, set: writtenAndTold }

  function valueOfGetter(this: unknown): unknown {
    return standIn(impure, found.get?.call(this))
  }
  function readAndTold(this: unknown): unknown {
    ask(impure)
    return found.get ? (found.get.call(this) as unknown) : original
  }
  function writtenAndTold(this: unknown, value: unknown): void {
    ask(impure)
    found.set?.call(this, value)
  }
}

// Made once for each original, which may be another one than last time: tests put clocks of their own there.
const standIns = new WeakMap<object, WeakMap<Impure, object>>()

function standIn(impure: Impure, original: unknown): unknown {
  if ((typeof original !== 'object' || original === null) && typeof original !== 'function') return original
  const known = standIns.get(original) ?? new WeakMap<Impure, object>()
  standIns.set(original, known)
  const made = known.get(impure) ?? new Proxy(original, handlers[impure.when](impure))
  known.set(impure, made)
  return made
}

const handlers: Readonly<Record<Impure['when'], (impure: Impure) => ProxyHandler<object>>> = {
  call: onCalls(() => true),
  // `new Date(0)` is pure, and so is a format of a given date; Date() without `new` never is.
  now: onCalls((args, isNew, impure) => args[0] === undefined || (!isNew && impure.owner === globalThis)),
  members: (impure) => ({
    get: (target, key) => (ask(impure, key), Reflect.get(target, key) as unknown),
    has: (target, key) => (ask(impure, key), Reflect.has(target, key)),
    set: (target, key, value) => (ask(impure, key), Reflect.set(target, key, value)),
    deleteProperty: (target, key) => (ask(impure, key), Reflect.deleteProperty(target, key)),
    ownKeys: (target) => (ask(impure), Reflect.ownKeys(target)),
  }),
  read: () => ({}),
}

type IsImpure = (args: readonly unknown[], isNew: boolean, impure: Impure) => boolean

function onCalls(isImpure: IsImpure): (impure: Impure) => ProxyHandler<object> {
  return (impure) => ({
    apply(target, thisArg, args: unknown[]) {
      if (isImpure(args, false, impure)) ask(impure)
      return Reflect.apply(target as () => unknown, thisArg, args) as unknown
    },
    construct(target, args: unknown[], newTarget) {
      if (isImpure(args, true, impure)) ask(impure)
      // A subclass stays one; the stand-in itself stands for the original.
      const isSubclass = Object.getPrototypeOf(newTarget) !== Object.getPrototypeOf(target)
      const made = isSubclass ? newTarget : (target as typeof newTarget)
      return Reflect.construct(target as typeof newTarget, args, made) as object
    },
  })
}

function ask({ name, deed }: Impure, member?: string | symbol): void {
  const { judge } = watch
  if (!judge) return
  unwatched(() => judge(deed, member === undefined ? name : `${name}.${String(member)}`))
}

function sparePreparedStacks(undo: (() => void)[]): void {
  const found = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')
  const prepare: unknown = found?.value
  if (!found || typeof prepare !== 'function') return
  Error.prepareStackTrace = (...args) => unwatched(() => Reflect.apply(prepare, Error, args) as unknown)
  undo.push(() => void Object.defineProperty(Error, 'prepareStackTrace', found))
}
