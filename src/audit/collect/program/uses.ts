import { elementsOf } from './elements.ts'
import {
  type CallNode,
  type FunctionNode,
  type Node,
  enclosingFunction,
  isFunction,
  isNode,
  memberName,
} from './node.ts'
import type { Module } from './module.ts'
import type { Program, Uses } from './program.ts'
import { resolve } from './resolve.ts'
import type { Variable } from './scopes.ts'
import { type Expression, type ParameterValue, type Value, alternatives, distinct } from './value.ts'

const MAX_HOPS = 3
const MAX_VALUES = 64

export function createUses(program: Program): Uses {
  const callers = new Map<Node, (Expression & { node: CallNode })[]>()
  const mentions = new Map<Node, Expression[]>()
  const asked: ParameterValue[] = []
  const flows = new WeakMap<Node, Map<string, Value[]>>()
  let indexed = 0
  let besides = 0
  const index = (): void => {
    for (; indexed < program.modules.length; indexed++)
      indexModule(program, program.modules[indexed]!, callers, mentions)
    for (; besides < program.beside.length; besides++)
      indexModule(program, program.beside[besides]!, callers, mentions)
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
  const called = new Map<Variable, boolean>()
  for (const node of [...module.nodes('Identifier'), ...module.nodes('MemberExpression')]) {
    if (isDefinitionOrCallee(node)) continue
    if (isNode(node, 'Identifier') && !mayBeCalled(module.variableOf(node), called)) continue
    for (const value of alternatives(program.evaluate({ module, node })))
      if (value.kind === 'function' || value.kind === 'class') add(mentions, value.node, { module, node })
  }
}

/** Whether a variable may hold a function or class, by the kinds of expressions that it is given. */
function mayBeCalled(variable: Variable | undefined, known: Map<Variable, boolean>): boolean {
  if (variable === undefined) return false
  const before = known.get(variable)
  if (before !== undefined) return before
  const may =
    variable.defs.some(({ type, node }) => type !== 'Parameter' && !isNode(node, 'VariableDeclarator')) ||
    variable.defs.some(
      ({ name }) => !isNode(name.parent as Node, 'VariableDeclarator') && !isParameter(name),
    ) ||
    variable.references.some(({ writeExpr }) => writeExpr !== undefined && !PLAIN.has(writeExpr.type))
  known.set(variable, may)
  return may
}

/** Expressions that are no function, whatever they hold. */
const PLAIN = new Set<string>([
  'ArrayExpression',
  'BinaryExpression',
  'Literal',
  'NewExpression',
  'ObjectExpression',
  'TemplateLiteral',
  'UnaryExpression',
  'UpdateExpression',
])

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
    // What a test hands in is no input of the code under test.
    if (module.role === 'test' && parameter.module.role !== 'test') continue
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
  const given = distinct(values, MAX_VALUES)
  return distinct(
    given.map((value) => follow(program, value, parameter.path)),
    MAX_VALUES,
  )
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
