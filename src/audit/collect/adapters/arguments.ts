import type { Bound } from '../../facts/model-call.ts'
import { type Node, isCall, isNode, keyOf } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type Value, alternatives, pathOf } from '../program/value.ts'
import { writtenProperties } from '../program/written-properties.ts'
import type { PromptInput } from '../sighting.ts'
import type { Site } from './adapter.ts'

/** The expression of an argument; undefined when it is not given. */
export function argument(site: Site, index: number): Expression | undefined {
  const node = site.node.arguments[index]
  return node === undefined || isNode(node, 'SpreadElement') ? undefined : { module: site.module, node }
}

export function argumentValue(site: Site, index: number): Value | undefined {
  const at = argument(site, index)
  return at && site.program.evaluate(at)
}

/**
 * The expression that stands for an option, through variables, spreads and callers: `{ ...base, tools }`. Several
 * when the options differ by path; the written place comes first.
 */
export function option(
  program: Program,
  options: Value | undefined,
  name: string,
  seen: Set<Node> = new Set(),
): Expression[] {
  if (options === undefined) return []
  const found: Expression[] = []
  for (const one of program.uses.resolve(options)) {
    // `streamText(await enhance({ system }))`: a package's function adds to the options that it is given.
    if (
      one.kind === 'called' &&
      pathOf(one.of) !== undefined &&
      isCall(one.site.node) &&
      !seen.has(one.site.node)
    ) {
      seen.add(one.site.node)
      const [first] = one.site.node.arguments
      if (isNode(first, 'ObjectExpression'))
        found.push(...option(program, program.evaluate({ module: one.site.module, node: first }), name, seen))
    }
    if (one.kind !== 'object' || !isNode(one.node, 'ObjectExpression') || seen.has(one.node)) continue
    seen.add(one.node)
    for (const written of writtenProperties(one.module, one.node))
      if (written.name === name) found.push({ module: one.module, node: written.node })
    for (const property of one.node.properties.toReversed()) {
      if (isNode(property, 'SpreadElement')) {
        const spread = program.evaluate({ module: one.module, node: property.argument })
        found.push(...option(program, spread, name, seen))
      } else if (keyOf(property) === name) {
        found.push({ module: one.module, node: property.value })
        break
      }
    }
  }
  return found
}

export function optionValue(program: Program, options: Value | undefined, name: string): Value | undefined {
  const [first] = option(program, options, name)
  return first && program.evaluate(first)
}

/** What a call was given: the value of an argument of a value that is the result of a call. */
export function givenTo(program: Program, value: Value, index: number): Value | undefined {
  const at = expressionGivenTo(value, index)
  return at && program.evaluate(at)
}

function expressionGivenTo(value: Value, index: number): Expression | undefined {
  if (value.kind !== 'called' && value.kind !== 'instance') return undefined
  const { module, node } = value.site
  const given = isCall(node) ? node.arguments[index] : undefined
  return given === undefined || isNode(given, 'SpreadElement') ? undefined : { module, node: given }
}

/** Prompt inputs from the options of these names. */
export function inputs(
  program: Program,
  options: Value | undefined,
  roles: Readonly<Record<string, PromptInput['role']>>,
): PromptInput[] {
  return Object.entries(roles).flatMap(([name, role]) =>
    option(program, options, name).map((at) => ({ role, at })),
  )
}

export function textOf(program: Program, value: Value | undefined): string | undefined {
  if (value === undefined) return undefined
  for (const one of program.uses.resolve(value))
    if (one.kind === 'literal' && typeof one.value === 'string') return one.value
  return undefined
}

/** A bound from an expression that should be a number. */
export function boundFrom(program: Program, at: Expression | undefined): Bound | undefined {
  if (at === undefined) return undefined
  const place = at.module.placeOf(at.node)
  for (const one of program.uses.resolve(program.evaluate(at))) {
    if (one.kind !== 'literal' || typeof one.value !== 'number') continue
    if (Number.isFinite(one.value)) return { state: 'explicit', steps: one.value, at: place }
  }
  for (const one of alternatives(program.evaluate(at)))
    if (one.kind === 'global' && one.name === 'Infinity')
      return { state: 'none', steps: undefined, at: place }
  return { state: 'unknown', steps: undefined, at: place }
}

/** The nodes of call arguments, spreads left out. */
export function argumentNodes(site: Site): Node[] {
  return site.node.arguments.filter((node) => !isNode(node, 'SpreadElement'))
}
