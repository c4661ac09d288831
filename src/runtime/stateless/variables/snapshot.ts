import { types } from 'node:util'
import { firstDifference, imageOf, type Image } from './image.ts'
import { imageOfIntrinsics, namedGlobals } from './intrinsics.ts'
import { inspectFunction, type Scope } from './inspect-function.ts'
import { isForeignScript } from './is-foreign.ts'
import { withoutGuard } from '../guarded-functions.ts'

/** How far one look goes: members of objects, and functions whose variables are read. */
const MOST_MEMBERS = 50_000
const MOST_FUNCTIONS = 24
const MOST_NEW_FUNCTIONS = 200

interface Pictured {
  readonly object: object
  readonly path: string
  readonly image: Image
}

interface Read {
  readonly fn: object
  readonly scriptId: string
  readonly scopes: readonly { readonly scope: Scope; readonly image: Image }[]
}

/** Everything that a function can reach, as it was at one moment. */
export interface Snapshot {
  readonly pictured: readonly Pictured[]
  readonly read: readonly Read[]
  readonly intrinsics: Image
}

/** What all scopes of a function are shown by: a function of the same scopes, or none where it is not the user's. */
const shownBy = new WeakMap<object, { readonly by: object | undefined }>()
/** Objects that were frozen when seen, with all that is in them. */
const frozen = new WeakSet<object>()

/** Looks at the variables around `fn`, at what they hold, at the functions among that and at their variables. */
export function takeSnapshot(fn: object, roots: Readonly<Record<string, unknown>>): Snapshot {
  const look = new Look()
  for (const [path, value] of Object.entries({ ...namedGlobals(), ...roots })) look.add(path, value)
  look.readFunction(withoutGuard(fn), '')
  look.everything()
  return { pictured: look.pictured, read: look.read, intrinsics: imageOfIntrinsics() }
}

/** The path of the first thing that is not as it was: `counter`, `history[3]`, `argument 1.items`. */
export function firstChange({ pictured, read, intrinsics }: Snapshot): string | undefined {
  for (const { fn, scopes } of read) {
    const now = inspectFunction(fn)?.scopes ?? []
    for (const [i, { image }] of scopes.entries()) {
      const name = now[i] && firstDifference(image, imageOfVariables(now[i]))
      if (name !== undefined) return name
    }
  }
  for (const { object, path, image } of pictured) {
    const now = imageOf(object)
    const member = now && firstDifference(image, now)
    if (member !== undefined) return pathTo(path, member)
  }
  return firstDifference(intrinsics, imageOfIntrinsics())
}

/** One look: a queue of values, nearest first. */
class Look {
  readonly pictured: Pictured[] = []
  readonly read: Read[] = []
  readonly #seen = new Set<unknown>()
  readonly #queue: { readonly value: object; readonly path: string }[] = []
  #members = 0
  #newFunctions = 0

  add(path: string, value: unknown): void {
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return
    if (this.#seen.has(value) || frozen.has(value)) return
    this.#seen.add(value)
    this.#queue.push({ value, path })
  }

  everything(): void {
    for (let next = this.#queue.shift(); next && this.#members < MOST_MEMBERS; next = this.#queue.shift()) {
      const { value, path } = next
      if (typeof value === 'function') this.readFunction(withoutGuard(value), path)
      else this.#picture(value, path)
    }
  }

  /** Reads the variables of a function, unless another one shows the same. */
  readFunction(fn: object, path: string): void {
    const known = shownBy.get(fn)
    if (known && !known.by) return
    const reader = known?.by ?? fn
    if (!known) {
      if (++this.#newFunctions > MOST_NEW_FUNCTIONS) return
      shownBy.set(fn, { by: undefined })
    }
    if (path !== '') this.#pictureMembers(fn, path)
    if (this.read.some((one) => one.fn === reader) || this.read.length >= MOST_FUNCTIONS) return
    const inspected = inspectFunction(reader)
    if (!inspected || isForeignScript(inspected.scriptId)) return
    const { scriptId } = inspected
    const scopes = inspected.scopes.map((scope) => ({ scope, image: imageOfVariables(scope) }))
    const same = known ? undefined : this.#sameScopes(scriptId, scopes)
    shownBy.set(fn, { by: same ?? reader })
    if (same) return
    this.read.push({ fn: reader, scriptId, scopes })
    for (const { image } of scopes) this.#addAll('', image)
  }

  /** Static members, and for a class the methods, which have variables of their own. */
  #pictureMembers(fn: object, path: string): void {
    this.#picture(fn, path, true)
    const prototype: unknown = Object.getOwnPropertyDescriptor(fn, 'prototype')?.value
    if (prototype) this.add(`${path}.prototype`, prototype)
  }

  #picture(object: object, path: string, isOwn = false): void {
    // A proxy runs its maker's code at every look.
    if (types.isProxy(object) || (!isOwn && isForeignInstance(object))) return
    const image = imageOf(object)
    if (!image) return
    this.#members += image.values.length
    this.pictured.push({ object, path, image })
    this.#addAll(path, image)
    if (!isOwn && Object.isFrozen(object) && image.values.every(isSettled)) frozen.add(object)
  }

  #addAll(path: string, { names, values }: Image): void {
    for (const [i, value] of values.entries()) {
      if (typeof value !== 'object' && typeof value !== 'function') continue
      this.add(pathTo(path, String(names[i])), value)
    }
  }

  /**
   * A function that was read in this look and has the same scopes. The inspector copies variables, so that scopes are
   * compared by what they hold: a function among it was made there, and tells one closure from the next.
   */
  #sameScopes(scriptId: string, scopes: Read['scopes']): object | undefined {
    const known = this.read
      .filter((one) => one.scriptId === scriptId)
      .flatMap((one) => one.scopes.map((scope) => ({ one, scope })))
    let by: object | undefined
    for (const { scope, image } of scopes) {
      const isTelling =
        scope.description === 'Module' || image.values.some((value) => typeof value === 'function')
      const same = known.find(
        (other) =>
          other.scope.scope.description === scope.description &&
          other.scope.image.names.length === image.names.length &&
          firstDifference(other.scope.image, image) === undefined,
      )
      if (!isTelling || !same || (by && by !== same.one.fn)) return undefined
      by = same.one.fn
    }
    return by
  }
}

function imageOfVariables({ variables }: Scope): Image {
  return imageOf(variables) ?? { names: [], values: [] }
}

function pathTo(path: string, member: string): string {
  if (path === '') return member
  return /^\d+$/.test(member) ? `${path}[${member}]` : `${path}.${member}`
}

/** Nothing in it can change: not even by what it refers to. */
function isSettled(value: unknown): boolean {
  return (typeof value !== 'object' && typeof value !== 'function') || value === null || frozen.has(value)
}

/** An instance of a class that is native or of a package: what it does with itself is its own. */
function isForeignInstance(object: object): boolean {
  if (types.isMap(object) || types.isSet(object) || types.isDate(object) || types.isRegExp(object))
    return false
  if (Array.isArray(object) || ArrayBuffer.isView(object) || types.isAnyArrayBuffer(object)) return false
  const prototype: unknown = Object.getPrototypeOf(object)
  if (prototype === null || prototype === Object.prototype) return false
  const maker: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value
  return typeof maker === 'function' && isForeignFunction(maker)
}

const foreignFunctions = new WeakMap<object, boolean>()

function isForeignFunction(fn: object): boolean {
  const known = foreignFunctions.get(fn)
  if (known !== undefined) return known
  const inspected = inspectFunction(fn)
  const isForeign = !inspected || isForeignScript(inspected.scriptId)
  foreignFunctions.set(fn, isForeign)
  return isForeign
}
