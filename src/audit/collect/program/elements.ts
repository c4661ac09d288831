import { type Node, isFunction, isNode, keyOf, memberName, returnsOf } from './node.ts'
import type { Module } from './module.ts'
import type { Program } from './program.ts'
import { type Expression, type Value, alternatives, asMember } from './value.ts'

/** The elements of a list as far as they are written: spreads, concatenations, pushes and mappings are followed. */
export function elementsOf(program: Program, value: Value, depth = 0): Value[] {
  return depth > 8 ? [] : program.effort.within([], () => listed(program, value, depth))
}

function listed(program: Program, value: Value, depth: number): Value[] {
  const next = (inner: Value): Value[] => elementsOf(program, inner, depth + 1)
  if (value.kind === 'union') return value.of.flatMap(next)
  if (value.kind === 'array' && isNode(value.node, 'ArrayExpression')) {
    const own = value.node.elements.flatMap((node) => {
      if (node === null) return []
      if (isNode(node, 'SpreadElement'))
        return next(program.evaluate({ module: value.module, node: node.argument }))
      return [program.evaluate({ module: value.module, node })]
    })
    return [...own, ...pushed(program, value.module, value.node)]
  }
  if (value.kind === 'parameter') return program.uses.inflow(value).flatMap(next)
  if (value.kind === 'called') return ofCall(program, value.of, value.site, next)
  if (value.kind === 'member' && value.of.kind === 'parameter')
    return program.uses.resolve(value).flatMap((one) => (one.kind === 'member' ? [] : next(one)))
  return []
}

const keeps = new Set([
  'filter',
  'slice',
  'sort',
  'reverse',
  'toSorted',
  'toReversed',
  'flat',
  'splice',
  'with',
])

function ofCall(program: Program, callee: Value, site: Expression, next: (value: Value) => Value[]): Value[] {
  const args = 'arguments' in site.node ? (site.node.arguments as Node[]) : []
  const argument = (node: Node): Value => program.evaluate({ module: site.module, node })
  const method = asMember(callee)
  if (method !== undefined) {
    const { of, name } = method
    if (keeps.has(name) || (name === 'values' && of.kind !== 'global')) return next(of)
    if (name === 'concat') return [...next(of), ...args.flatMap((node) => flatten(argument(node), next))]
    if ((name === 'map' || name === 'flatMap') && args[0] !== undefined)
      return mapped(program, argument(args[0]), name, next)
    if (of.kind === 'global' && of.name === 'Object' && args[0] !== undefined) {
      if (name === 'values') return entriesOf(program, argument(args[0])).map(([, value]) => value)
    }
    if (of.kind === 'global' && of.name === 'Array' && name === 'from' && args[0] !== undefined)
      return next(argument(args[0]))
  }
  if (callee.kind === 'global' && (callee.name === 'Set' || callee.name === 'Array')) {
    return callee.name === 'Set' && args[0] !== undefined ? next(argument(args[0])) : args.map(argument)
  }
  return []
}

function flatten(value: Value, next: (value: Value) => Value[]): Value[] {
  const inner = next(value)
  return inner.length > 0 || value.kind === 'array' ? inner : [value]
}

function mapped(program: Program, callback: Value, how: string, next: (value: Value) => Value[]): Value[] {
  const results: Value[] = []
  for (const one of alternatives(callback)) {
    if (one.kind !== 'function') continue
    for (const node of returnsOf(one.node)) {
      const value = program.evaluate({ module: one.module, node })
      results.push(...(how === 'flatMap' ? flatten(value, next) : [value]))
    }
  }
  return results
}

/** What is pushed onto a list that a variable or a field holds. */
function pushed(program: Program, module: Module, list: Node): Value[] {
  const declarator = list.parent
  if (!isNode(declarator, 'VariableDeclarator') || !isNode(declarator.id, 'Identifier')) return []
  const variable = module.variableOf(declarator.id)
  const values: Value[] = []
  for (const reference of variable?.references ?? []) {
    const member = reference.identifier.parent
    const call = member?.parent
    if (!isNode(member, 'MemberExpression') || !isNode(call, 'CallExpression') || call.callee !== member)
      continue
    if (memberName(member) !== 'push' && memberName(member) !== 'unshift') continue
    for (const argument of call.arguments) {
      if (isNode(argument, 'SpreadElement'))
        values.push(...elementsOf(program, program.evaluate({ module, node: argument.argument }), 4))
      else values.push(program.evaluate({ module, node: argument }))
    }
  }
  return values
}

/** The properties of an object with their values: spreads are followed, the last of a name wins. */
export function entriesOf(program: Program, value: Value, depth = 0): [string, Value][] {
  return depth > 8 ? [] : program.effort.within([], () => entered(program, value, depth))
}

function entered(program: Program, value: Value, depth: number): [string, Value][] {
  const found = new Map<string, Value>()
  for (const one of alternatives(value)) {
    if (one.kind === 'parameter') {
      for (const given of program.uses.inflow(one))
        for (const [name, inner] of entriesOf(program, given, depth + 1)) found.set(name, inner)
    } else if (one.kind === 'object' && isNode(one.node, 'ObjectExpression')) {
      for (const property of one.node.properties) {
        if (isNode(property, 'SpreadElement')) {
          const spread = program.evaluate({ module: one.module, node: property.argument })
          for (const [name, inner] of entriesOf(program, spread, depth + 1)) found.set(name, inner)
          continue
        }
        const name = keyOf(property)
        if (name !== undefined) found.set(name, program.property(one, name))
      }
    } else if (one.kind === 'namespace') {
      for (const name of one.module.exports.keys()) found.set(name, program.exported(one.module, name))
    }
  }
  return [...found]
}

/** The function that a value is, or that its wrapper was given: `wrap(fn)`, `fn.bind(x)`. */
export function functionsOf(program: Program, value: Value): Extract<Value, { kind: 'function' }>[] {
  return program.uses.resolve(value).flatMap((one) => {
    if (one.kind === 'function') return [one]
    if (one.kind !== 'called') return []
    const args = 'arguments' in one.site.node ? (one.site.node.arguments as Node[]) : []
    return args
      .filter((node) => isFunction(node) || isNode(node, 'Identifier'))
      .flatMap((node) => [...alternatives(program.evaluate({ module: one.site.module, node }))])
      .filter((inner) => inner.kind === 'function')
  })
}
