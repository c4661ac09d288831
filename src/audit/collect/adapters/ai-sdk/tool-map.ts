// Tools as an object of name and tool, as the AI SDK takes them: literals, spreads, writes, filters of another object.
import { type Node, isNode, keyOf } from '../../program/node.ts'
import type { Program } from '../../program/program.ts'
import { type Value, alternatives } from '../../program/value.ts'
import { writtenProperties } from '../../program/written-properties.ts'

export interface ToolMap {
  /** Of a name the last one wins, as in the program. */
  readonly entries: ReadonlyMap<string, Value>
  /** Some could not be listed. */
  readonly more: boolean
}

const MAX_DEPTH = 8

export function toolMap(program: Program, value: Value | undefined): ToolMap {
  const entries = new Map<string, Value>()
  const seen = new Set<Node>()
  let more = false
  const add = (one: Value, depth: number): void => {
    if (depth > MAX_DEPTH) more = true
    else if (one.kind === 'object' && isNode(one.node, 'ObjectExpression')) {
      if (seen.has(one.node)) return
      seen.add(one.node)
      for (const property of one.node.properties) {
        if (isNode(property, 'SpreadElement'))
          addAll(program.evaluate({ module: one.module, node: property.argument }), depth + 1)
        else
          entries.set(
            nameOf(program, one, property),
            program.evaluate({ module: one.module, node: property.value }),
          )
      }
      for (const { name, node } of writtenProperties(one.module, one.node))
        entries.set(name, program.evaluate({ module: one.module, node }))
    } else if (one.kind === 'namespace') {
      for (const name of one.module.exports.keys()) entries.set(name, program.exported(one.module, name))
    } else if (one.kind === 'called') {
      if (!addArguments(program, one, (inner) => addAll(inner, depth + 1))) more = true
      else if (!isAssign(one)) more = true
    } else if (one.kind !== 'literal') more = true
  }
  const addAll = (whole: Value, depth: number): void => {
    for (const one of program.uses.resolve(whole)) add(one, depth)
  }
  if (value !== undefined) addAll(value, 0)
  return { entries, more }
}

function nameOf(
  program: Program,
  object: Extract<Value, { kind: 'object' }>,
  property: { key: Node; computed: boolean },
): string {
  const written = keyOf(property)
  if (written !== undefined) return written
  for (const one of program.uses.resolve(program.evaluate({ module: object.module, node: property.key })))
    if (one.kind === 'literal') return String(one.value)
  return object.module.textOf(property.key)
}

/** `Object.assign(a, b)`, `pick(tools, names)`, `wrapAll(tools)`: the objects that were given; false when none was. */
function addArguments(
  program: Program,
  call: Extract<Value, { kind: 'called' }>,
  add: (value: Value) => void,
): boolean {
  const given = ('arguments' in call.site.node ? (call.site.node.arguments as Node[]) : [])
    .filter((node) => !isNode(node, 'SpreadElement'))
    .map((node) => program.evaluate({ module: call.site.module, node }))
    .filter((value) =>
      [...alternatives(value)].some((one) => one.kind === 'object' && holdsValues(program, one)),
    )
  for (const value of given) add(value)
  return given.length > 0
}

function isAssign({ of }: Extract<Value, { kind: 'called' }>): boolean {
  return of.kind === 'member' && of.of.kind === 'global' && of.of.name === 'Object' && of.name === 'assign'
}

/** An object of tools, not one of options: its values are objects or calls. */
function holdsValues(program: Program, object: Extract<Value, { kind: 'object' }>): boolean {
  if (!isNode(object.node, 'ObjectExpression')) return false
  return object.node.properties.every(
    (one) =>
      isNode(one, 'SpreadElement') ||
      [...alternatives(program.evaluate({ module: object.module, node: one.value }))].every(
        (value) => value.kind === 'called' || value.kind === 'object',
      ),
  )
}
