import type { Module } from './module.ts'
import {
  type ClassNode,
  type Node,
  type NodeOf,
  returnsOf,
  isFunction,
  isNode,
  keyOf,
  memberName,
  nodesUnder,
} from './node.ts'
import type { Program } from './program.ts'
import { writtenProperties } from './written-properties.ts'
import { typedValue } from './typed-value.ts'
import { type ClassValue, type Value, asMember, union } from './value.ts'

/** The property of a value, by name. */
export function property(program: Program, value: Value, name: string): Value {
  switch (value.kind) {
    case 'union':
      return union(value.of.map((one) => program.property(one, name)))
    case 'object':
      return objectProperty(program, value.module, value.node, name) ?? { kind: 'member', of: value, name }
    case 'array':
      return arrayElement(program, value.module, value.node, name) ?? { kind: 'member', of: value, name }
    case 'namespace':
      return program.exported(value.module, name)
    case 'instance':
      return instanceProperty(program, value.of, name, value)
    case 'class':
      return classProperty(program, value, name, true, value) ?? { kind: 'member', of: value, name }
    case 'parameter':
      return {
        ...value,
        path: [...value.path, name],
        typed: value.typed && { kind: 'member', of: value.typed, name },
      }
    case 'element':
      return entryPart(value.of, name) ?? { kind: 'member', of: value, name }
    case 'external':
      return value.name === '*'
        ? { kind: 'external', package: value.package, name }
        : { kind: 'member', of: value, name }
    default:
      return { kind: 'member', of: value, name }
  }
}

/** The value of a pair that `list.entries()` or `Object.entries(object)` gives. */
function entryPart(list: Value, name: string): Value | undefined {
  const method = list.kind === 'called' ? asMember(list.of) : undefined
  if (name !== '1' || list.kind !== 'called' || method?.name !== 'entries') return undefined
  const { of: owner } = method
  if (owner.kind !== 'global') return { kind: 'element', of: owner }
  const values: Value = { kind: 'member', of: owner, name: 'values' }
  return owner.name === 'Object' ? { kind: 'element', of: { ...list, of: values } } : undefined
}

/** Properties that are being looked up: `options = { ...options, more }` asks itself. */
const lookups = new WeakMap<Node, Set<string>>()

function objectProperty(program: Program, module: Module, node: Node, name: string): Value | undefined {
  if (!isNode(node, 'ObjectExpression')) return undefined
  const open = lookups.get(node) ?? new Set()
  if (open.has(name)) {
    program.effort.circle()
    return { kind: 'unknown', module, node }
  }
  lookups.set(node, open.add(name))
  const value = literalProperty(program, module, node, name)
  const written = writtenProperties(module, node)
    .filter((one) => one.name === name)
    .map((one) => program.evaluate({ module, node: one.node }))
  open.delete(name)
  if (written.length === 0) return value
  return union(value === undefined ? written : [value, ...written])
}

function literalProperty(
  program: Program,
  module: Module,
  node: NodeOf<'ObjectExpression'>,
  name: string,
): Value | undefined {
  const spreads: Value[] = []
  for (const one of node.properties.toReversed()) {
    if (isNode(one, 'SpreadElement')) {
      const value = program.property(program.evaluate({ module, node: one.argument }), name)
      if (value.kind !== 'unknown') spreads.push(value)
      continue
    }
    if (keyOf(one) !== name) continue
    const value = program.evaluate({ module, node: one.value })
    if (one.kind === 'get' && isFunction(one.value)) {
      return union(returnsOf(one.value).map((result) => program.evaluate({ module, node: result })))
    }
    const own: Value =
      value.kind === 'function' ? { ...value, self: { kind: 'object', module, node } } : value
    return spreads.length === 0 ? own : union([own, ...spreads])
  }
  return spreads.length === 0 ? undefined : union(spreads)
}

function arrayElement(program: Program, module: Module, node: Node, name: string): Value | undefined {
  if (!isNode(node, 'ArrayExpression') || !/^\d+$/.test(name)) return undefined
  const one = node.elements[Number(name)]
  return one && !isNode(one, 'SpreadElement') ? program.evaluate({ module, node: one }) : undefined
}

function instanceProperty(program: Program, of: ClassValue, name: string, self: Value): Value {
  return classProperty(program, of, name, false, self) ?? { kind: 'member', of: self, name }
}

/** A field, method or accessor of a class, its own or inherited, or what its methods assign to `this`. */
function classProperty(
  program: Program,
  of: ClassValue,
  name: string,
  isStatic: boolean,
  self: Value,
): Value | undefined {
  const { module, node } = of
  for (const one of node.body.body) {
    if (!('key' in one) || keyOf(one) !== name || one.static !== isStatic) continue
    if (isNode(one, 'MethodDefinition') && isFunction(one.value)) {
      if (one.kind === 'get')
        return union(returnsOf(one.value).map((result) => program.evaluate({ module, node: result })))
      if (one.kind === 'method') return { kind: 'function', module, node: one.value, self }
    }
    if (isNode(one, 'PropertyDefinition')) {
      if (one.value)
        return union([program.evaluate({ module, node: one.value }), ...assigned(program, of, name)])
      const written = assigned(program, of, name)
      if (written.length > 0) return union(written)
      const type = one.typeAnnotation?.typeAnnotation
      return type ? typedValue(program, module, type, []) : undefined
    }
  }
  const written = assigned(program, of, name)
  if (written.length > 0) return union(written)
  return inherited(program, of, name, isStatic, self)
}

function inherited(
  program: Program,
  of: ClassValue,
  name: string,
  isStatic: boolean,
  self: Value,
): Value | undefined {
  if (!of.node.superClass) return undefined
  const base = program.evaluate({ module: of.module, node: of.node.superClass })
  if (base.kind === 'class') return classProperty(program, base, name, isStatic, self)
  if (base.kind === 'external' || base.kind === 'member') {
    const site = { module: of.module, node: of.node }
    return { kind: 'member', of: isStatic ? base : { kind: 'called', of: base, site }, name }
  }
  return undefined
}

/** What the methods of a class assign to `this.name`, and the parameter property of that name. */
function assigned(program: Program, of: ClassValue, name: string): Value[] {
  return (assignmentsOf(of.node).get(name) ?? []).map((node) => program.evaluate({ module: of.module, node }))
}

const assignments = new WeakMap<ClassNode, Map<string, Node[]>>()

function assignmentsOf(node: ClassNode): Map<string, Node[]> {
  const known = assignments.get(node)
  if (known !== undefined) return known
  const found = new Map<string, Node[]>()
  const add = (name: string | undefined, value: Node): void => {
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), value])
  }
  for (const inner of nodesUnder(node.body)) {
    if (
      isNode(inner, 'AssignmentExpression') &&
      inner.operator === '=' &&
      isNode(inner.left, 'MemberExpression')
    ) {
      if (isNode(inner.left.object, 'ThisExpression')) add(memberName(inner.left), inner.right)
    } else if (isNode(inner, 'TSParameterProperty')) {
      const parameter = isNode(inner.parameter, 'AssignmentPattern') ? inner.parameter.left : inner.parameter
      if (isNode(parameter, 'Identifier')) add(parameter.name, parameter)
    }
  }
  assignments.set(node, found)
  return found
}
