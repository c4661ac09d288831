import { elementsOf, entriesOf } from './elements.ts'
import {
  type CallNode,
  type FunctionNode,
  type Node,
  enclosingFunction,
  isFunction,
  isNode,
  memberName,
  returnsOf,
} from './node.ts'
import type { Module } from './module.ts'
import type { Program, Uses } from './program.ts'
import { type Expression, type ParameterValue, type Value, alternatives, isSame } from './value.ts'

const MAX_HOPS = 3
const MAX_VALUES = 64

export function createUses(program: Program): Uses {
  const callers = new Map<Node, (Expression & { node: CallNode })[]>()
  const mentions = new Map<Node, Expression[]>()
  const asked: ParameterValue[] = []
  const flows = new WeakMap<Node, Map<string, Value[]>>()
  let indexed = 0
  const index = (): void => {
    for (; indexed < program.modules.length; indexed++)
      indexModule(program, program.modules[indexed]!, callers, mentions)
  }
  const uses: Uses = {
    callersOf: (definition) => (index(), callers.get(definition) ?? []),
    mentionsOf: (definition) => (index(), mentions.get(definition) ?? []),
    inflow: (parameter) => (index(), guardedInflow(program, uses, parameter, asked, flows)),
    resolve: (value) => resolve(program, value, MAX_HOPS),
  }
  return uses
}

function indexModule(
  program: Program,
  module: Module,
  callers: Map<Node, (Expression & { node: CallNode })[]>,
  mentions: Map<Node, Expression[]>,
): void {
  const add = <T>(map: Map<Node, T[]>, key: Node, value: T): void => {
    const list = map.get(key)
    if (list === undefined) map.set(key, [value])
    else list.push(value)
  }
  const calls: CallNode[] = [...module.nodes('CallExpression'), ...module.nodes('NewExpression')]
  for (const node of calls) {
    for (const callee of alternatives(program.evaluate({ module, node: node.callee })))
      if (callee.kind === 'function' || callee.kind === 'class') add(callers, callee.node, { module, node })
  }
  for (const node of [...module.nodes('Identifier'), ...module.nodes('MemberExpression')]) {
    if (isDefinitionOrCallee(node)) continue
    if (isNode(node, 'Identifier') && module.variableOf(node) === undefined) continue
    for (const value of alternatives(program.evaluate({ module, node })))
      if (value.kind === 'function' || value.kind === 'class') add(mentions, value.node, { module, node })
  }
}

/** A name that is being defined, imported or exported, the property of a member, or what a call calls. */
function isDefinitionOrCallee(node: Node): boolean {
  const { parent } = node
  if (parent === undefined) return true
  if (isNode(parent, 'MemberExpression') && (parent.property === node || parent.object === node))
    return parent.object === node || !parent.computed
  if ((isNode(parent, 'CallExpression') || isNode(parent, 'NewExpression')) && parent.callee === node)
    return true
  if (isNode(parent, 'Property')) return parent.key === node && !parent.shorthand
  if ('id' in parent && parent.id === node) return true
  if ('key' in parent && parent.key === node) return true
  const { type } = parent as { type: string }
  return type.startsWith('Import') || type.startsWith('Export') || type.startsWith('TS') || isParameter(node)
}

function isParameter(node: Node): boolean {
  return isFunction(node.parent) && (node.parent.params as Node[]).includes(node)
}

const iterates = new Set([
  'map',
  'forEach',
  'filter',
  'flatMap',
  'find',
  'some',
  'every',
  'findLast',
  'reduce',
])

const MAX_ASKED = 12

/** A callback over its own parameter asks for itself: what is already being asked for adds nothing. */
function guardedInflow(
  program: Program,
  uses: Uses,
  parameter: ParameterValue,
  asked: ParameterValue[],
  flows: WeakMap<Node, Map<string, Value[]>>,
): Value[] {
  const key = `${parameter.index}.${parameter.path.join('.')}`
  let known = flows.get(parameter.node)
  if (known === undefined) flows.set(parameter.node, (known = new Map<string, Value[]>()))
  const before = known.get(key)
  if (before !== undefined) return before
  const isOpen = asked.some(
    ({ node, index, path }) => node === parameter.node && `${index}.${path.join('.')}` === key,
  )
  if (isOpen || asked.length >= MAX_ASKED) {
    program.effort.cut()
    return []
  }
  const cuts = program.effort.cuts()
  asked.push(parameter)
  const values = program.effort.within([], () => inflow(program, uses, parameter))
  asked.pop()
  const isWhole = cuts === program.effort.cuts()
  if (isWhole || (asked.length === 0 && !program.effort.isSpent())) known.set(key, values)
  return values
}

function inflow(program: Program, uses: Uses, parameter: ParameterValue): Value[] {
  const values: Value[] = []
  for (const { module, node } of uses.callersOf(definitionOf(parameter.node))) {
    const argument = node.arguments[parameter.index]
    if (argument === undefined || isNode(argument, 'SpreadElement')) continue
    values.push(program.evaluate({ module, node: argument }))
  }
  const call = parameter.node.parent
  if (
    isNode(call, 'CallExpression') &&
    isNode(call.callee, 'MemberExpression') &&
    (call.arguments as Node[]).includes(parameter.node)
  ) {
    const name = memberName(call.callee) ?? ''
    const position = name === 'reduce' ? 1 : 0
    if (iterates.has(name) && parameter.index === position) {
      const list = program.evaluate({ module: parameter.module, node: call.callee.object })
      const elements = elementsOf(program, list)
      values.push(...(elements.length > 0 ? elements : [{ kind: 'element', of: list } as const]))
    }
  }
  return distinct(distinct(values).map((value) => follow(program, value, parameter.path)))
}

/** A constructor is called by `new` of its class. */
function definitionOf(node: FunctionNode): Node {
  const method = node.parent
  return isNode(method, 'MethodDefinition') && method.kind === 'constructor' ? method.parent.parent : node
}

function follow(program: Program, value: Value, path: readonly string[]): Value {
  let at = value
  for (const name of path) at = program.property(at, name)
  return at
}

function resolve(program: Program, value: Value, hops: number): Value[] {
  if (value.kind !== 'union') return resolveOne(program, value, hops)
  const found: Value[] = []
  for (const one of alternatives(value)) {
    if (found.length >= MAX_VALUES) break
    found.push(...resolveOne(program, one, hops))
  }
  return distinct(found)
}

/** What values resolve to, by the hops that are left: many topics ask for the value of one expression. */
const resolved = new WeakMap<Value, Value[][]>()

function resolveOne(program: Program, value: Value, hops: number): Value[] {
  if (hops === 0 || !leadsOn.has(value.kind)) return [value]
  const before = resolved.get(value)?.[hops]
  if (before !== undefined) return before
  const cuts = program.effort.cuts()
  const values = program.effort.within([value], () => distinct(followed(program, value, hops)))
  if (cuts === program.effort.cuts()) {
    const known = resolved.get(value) ?? []
    resolved.set(value, known)
    known[hops] = values
  }
  return values
}

/** Kinds of values that stand for others. */
const leadsOn: ReadonlySet<Value['kind']> = new Set(['parameter', 'member', 'element', 'called'])

/** Each value once: what many callers give is mostly the same, and would multiply with every step. */
function distinct(values: Value[]): Value[] {
  if (values.length < 2) return values
  const kept: Value[] = []
  const byPlace = new Map<unknown, Value[]>()
  for (const value of values) {
    if (kept.length === MAX_VALUES) break
    const place = placeOf(value)
    const others = byPlace.get(place)
    if (others?.some((other) => isSame(value, other))) continue
    if (others === undefined) byPlace.set(place, [value])
    else others.push(value)
    kept.push(value)
  }
  return kept
}

/** Equal for values that are the same: only few have to be compared in full. */
function placeOf(value: Value): unknown {
  if (value.kind === 'called' || value.kind === 'instance') return value.site.node
  if ('node' in value) return value.node
  return 'name' in value ? value.name : value.kind
}

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

/** The name under which people know a function: its own, its variable's, its property's or its method's. */
export function nameOfFunction(node: Node): string | undefined {
  if ('id' in node && isNode(node.id as Node, 'Identifier')) return (node.id as { name: string }).name
  const { parent } = node
  if (isNode(parent, 'VariableDeclarator') && isNode(parent.id, 'Identifier')) return parent.id.name
  if (
    (isNode(parent, 'Property') ||
      isNode(parent, 'PropertyDefinition') ||
      isNode(parent, 'MethodDefinition')) &&
    isNode(parent.key, 'Identifier')
  )
    return parent.key.name
  if (isNode(parent, 'AssignmentExpression') && isNode(parent.left, 'Identifier')) return parent.left.name
  return enclosingFunction(node) === undefined ? undefined : nameOfFunction(enclosingFunction(node)!)
}
