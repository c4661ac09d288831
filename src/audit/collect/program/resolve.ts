import { elementsOf, entriesOf } from './elements.ts'
import { returnsOf } from './node.ts'
import type { Program } from './program.ts'
import { type Expression, type Value, alternatives, distinct } from './value.ts'

const MAX_VALUES = 64

/** All that a value may be, with parameters replaced by what callers give, so many callers away. */
export function resolve(program: Program, value: Value, hops: number): Value[] {
  if (value.kind !== 'union') return resolveOne(program, value, hops)
  const found: Value[] = []
  for (const one of alternatives(value)) {
    if (found.length >= MAX_VALUES) break
    found.push(...resolveOne(program, one, hops))
  }
  return distinct(found, MAX_VALUES)
}

/** What values resolve to, by the hops that are left: many topics ask for the value of one expression. */
const resolved = new WeakMap<Value, Value[][]>()

function resolveOne(program: Program, value: Value, hops: number): Value[] {
  if (hops === 0 || !leadsOn.has(value.kind)) return [value]
  const before = resolved.get(value)?.[hops]
  if (before !== undefined) return before
  const cuts = program.effort.cuts()
  const values = program.effort.within([value], () => distinct(followed(program, value, hops), MAX_VALUES))
  if (cuts === program.effort.cuts()) {
    const known = resolved.get(value) ?? []
    resolved.set(value, known)
    known[hops] = values
  }
  return values
}

/** Kinds of values that stand for others. */
const leadsOn: ReadonlySet<Value['kind']> = new Set(['parameter', 'member', 'element', 'called'])

function followed(program: Program, value: Value, hops: number): Value[] {
  if (value.kind === 'parameter') {
    const given = program.uses.inflow(value).flatMap((one) => resolve(program, one, hops - 1))
    return given.length > 0 ? given : [value]
  }
  if (value.kind === 'member') {
    return resolveOne(program, value.of, hops).flatMap((of) =>
      of === value.of ? [value] : [...alternatives(program.property(of, value.name))],
    )
  }
  if (value.kind === 'element') {
    const elements = resolveOne(program, value.of, hops).flatMap((of) => membersOf(program, of))
    return elements.length > 0 ? elements.flatMap((one) => resolve(program, one, hops - 1)) : [value]
  }
  if (value.kind === 'called') {
    return resolveOne(program, value.of, hops).flatMap((of) => {
      if (of === value.of) return [value]
      const results = resultsOf(program, of, value.site)
      return results === undefined
        ? [{ ...value, of }]
        : results.flatMap((one) => resolve(program, one, hops - 1))
    })
  }
  return [value]
}

/** The elements of a list, or, for `registry[name]`, the values of an object. */
function membersOf(program: Program, of: Value): Value[] {
  return of.kind === 'object' ? entriesOf(program, of).map(([, value]) => value) : elementsOf(program, of)
}

/** What a function that was handed in gives when it is called; undefined when it is none that can be read. */
function resultsOf(program: Program, of: Value, site: Expression): Value[] | undefined {
  if (of.kind === 'class') return [{ kind: 'instance', of, site }]
  if (of.kind !== 'function') return undefined
  const results = returnsOf(of.node).map((node) => program.evaluate({ module: of.module, node }))
  return results.length === 0 ? undefined : results
}
