import type { ClassNode, FunctionNode, Node } from './node.ts'
import type { Module } from './module.ts'

/** An expression where it stands. */
export interface Expression {
  readonly module: Module
  readonly node: Node
}

/**
 * What an expression is, as far as it can be told without running it. Values of packages stay symbolic: they are a
 * chain of members and calls that begins at an import, which `pathOf` writes as text.
 */
export type Value =
  /** A name of a package: `default` and `*` as in import declarations. */
  | { readonly kind: 'external'; readonly package: string; readonly name: string }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'member'; readonly of: Value; readonly name: string }
  /** The result of a call or of `new`, of something whose inside cannot be read. */
  | { readonly kind: 'called'; readonly of: Value; readonly site: Expression }
  | {
      readonly kind: 'function'
      readonly module: Module
      readonly node: FunctionNode
      readonly self: Value | undefined
    }
  | { readonly kind: 'class'; readonly module: Module; readonly node: ClassNode }
  | { readonly kind: 'instance'; readonly of: ClassValue; readonly site: Expression }
  | { readonly kind: 'object'; readonly module: Module; readonly node: Node }
  | { readonly kind: 'array'; readonly module: Module; readonly node: Node }
  | {
      readonly kind: 'literal'
      readonly module: Module
      readonly node: Node
      readonly value: string | number | boolean | null
    }
  /** A text that is put together: a template, a concatenation, a join. */
  | { readonly kind: 'text'; readonly module: Module; readonly node: Node }
  /** A parameter, or what a pattern takes out of it: `path` names the properties. */
  | {
      readonly kind: 'parameter'
      readonly module: Module
      readonly node: FunctionNode
      readonly index: number
      readonly path: readonly string[]
      /** What its type says it is: a client class, an agent. */
      readonly typed: Value | undefined
    }
  /** An element of a list, whichever. */
  | { readonly kind: 'element'; readonly of: Value }
  /** A file that is not code: text, JSON, a BAML file. `path` is relative to the root. */
  | { readonly kind: 'asset'; readonly path: string }
  /** All names that a module of the repository exports. */
  | { readonly kind: 'namespace'; readonly module: Module }
  | { readonly kind: 'union'; readonly of: readonly Value[] }
  | { readonly kind: 'unknown'; readonly module: Module | undefined; readonly node: Node | undefined }

export type ClassValue = Extract<Value, { kind: 'class' }>
export type FunctionValue = Extract<Value, { kind: 'function' }>
export type ParameterValue = Extract<Value, { kind: 'parameter' }>

/** All values that it may be: a union holds no union. */
export function alternatives(value: Value): readonly Value[] {
  return value.kind === 'union' ? value.of : [value]
}

/** More than this of one expression is a walk over the program, not a value. */
const MAX_ALTERNATIVES = 48

/** Each value once: a variable that is written in a loop would otherwise double at every property of it. */
export function union(values: readonly Value[]): Value {
  if (values.length === 1) return values[0]!
  const known: Value[] = []
  let unknown: Value | undefined
  for (const value of values)
    for (const one of alternatives(value))
      if (one.kind === 'unknown') unknown ??= one
      else known.push(one)
  if (known.length === 0) return unknown ?? { kind: 'union', of: [] }
  const kept = distinct(known, MAX_ALTERNATIVES)
  return kept.length === 1 ? kept[0]! : { kind: 'union', of: kept }
}

/** Each value once: what many callers give is mostly the same, and would multiply with every step. */
export function distinct(values: Value[], most: number): Value[] {
  if (values.length < 2) return values
  const kept = new Map<Value, Value>()
  for (const value of values) {
    if (kept.size === most) break
    const one = canonical(value)
    if (!kept.has(one)) kept.set(one, value)
  }
  return [...kept.values()]
}

/**
 * The one value that stands for all that are the same: the same place of the program, or the same names of the same
 * package. Worked out once per value, so that comparing long chains is comparing two references.
 */
export function canonical(value: Value): Value {
  const known = canonicals.get(value)
  if (known !== undefined) return known
  const first = representative(value)
  canonicals.set(value, first)
  return first
}

const canonicals = new WeakMap<Value, Value>()
/** By what a value is made of (a node, or the value that a chain goes on from), and then by the rest of it in words. */
const byPart = new WeakMap<object, Map<unknown, Value>>()
const byName = new Map<string, Value>()

function representative(value: Value): Value {
  switch (value.kind) {
    case 'external':
      return named(`${value.package}:${value.name}`, value)
    case 'global':
      return named(`global ${value.name}`, value)
    case 'asset':
      return named(`asset ${value.path}`, value)
    case 'member':
      return under(canonical(value.of), value.name, value)
    case 'element':
      return under(canonical(value.of), elements, value)
    case 'called':
      return under(value.site.node, canonical(value.of), value)
    case 'instance':
      return under(value.site.node, value.of.node, value)
    case 'parameter':
      return under(value.node, `${value.index}\0${value.path.join('\0')}`, value)
    case 'namespace':
      return under(value.module, 'namespace', value)
    case 'union':
      return value
    default:
      return value.node === undefined ? value : under(value.node, `${value.kind} itself`, value)
  }
}

/** Unlike any name. */
const elements = Symbol('elements')

function named(name: string, value: Value): Value {
  const known = byName.get(name)
  if (known !== undefined) return known
  byName.set(name, value)
  return value
}

function under(part: object, rest: unknown, value: Value): Value {
  let known = byPart.get(part)
  if (known === undefined) byPart.set(part, (known = new Map<unknown, Value>()))
  const first = known.get(rest)
  if (first !== undefined) return first
  known.set(rest, value)
  return value
}

/** A graph that is built in one chain has two links for each node and edge. */
const MAX_CHAIN = 200

/**
 * A symbolic value as text: `openai:default().chat.completions.create()`. `new` and calls look alike, elements are
 * `[]`. Undefined for values of the repository itself.
 */
export function pathOf(value: Value): string | undefined {
  return written(value, rootOf)
}

/**
 * The same for what a framework hands to a callback, by the names that are taken out of the parameter:
 * `parameter:step.waitForEvent` for both `(step) => …`'s property and `({ step }) => …`.
 */
export function loosePathOf(value: Value): string | undefined {
  return written(value, (root) =>
    root.kind === 'parameter' ? `parameter:${root.path.join('.')}` : undefined,
  )?.replace('parameter:.', 'parameter:')
}

function written(value: Value, nameOf: (root: Value) => string | undefined): string | undefined {
  const parts: string[] = []
  let at: Value = value
  for (let length = 0; length < MAX_CHAIN; length++) {
    if (at.kind === 'member') parts.push(`.${at.name}`)
    else if (at.kind === 'called') parts.push('()')
    else if (at.kind === 'element') parts.push('[]')
    else break
    at = at.of
  }
  const root = nameOf(at)
  return root === undefined ? undefined : root + parts.toReversed().join('')
}

function rootOf(value: Value): string | undefined {
  if (value.kind === 'external') return `${value.package}:${value.name}`
  if (value.kind === 'global') return `global:${value.name}`
  if (value.kind === 'parameter' && value.typed !== undefined) return pathOf(value.typed)
  return undefined
}

/** `x.name`, also where `x` is a parameter, which holds its names as a path. */
export function asMember(value: Value): { readonly of: Value; readonly name: string } | undefined {
  if (value.kind === 'member') return value
  const name = value.kind === 'parameter' ? value.path.at(-1) : undefined
  if (value.kind !== 'parameter' || name === undefined) return undefined
  return { of: { ...value, path: value.path.slice(0, -1), typed: undefined }, name }
}

/** The innermost value of a chain of members, calls and elements. */
export function baseOf(value: Value): Value {
  let at = value
  while (at.kind === 'member' || at.kind === 'called' || at.kind === 'element') at = at.of
  return at
}
