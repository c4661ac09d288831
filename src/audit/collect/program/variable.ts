import type { Definition } from './declarations.ts'
import type { Variable } from './scopes.ts'
import type { Module } from './module.ts'
import { type FunctionNode, type Node, type NodeOf, isFunction, isNode, keyOf } from './node.ts'
import type { Program } from './program.ts'
import { typedValue } from './typed-value.ts'
import { type Value, union } from './value.ts'

const MAX_WRITES = 8

/** What a name stands for, by its definition and by what is written to it. */
export function evaluateVariable(program: Program, module: Module, identifier: NodeOf<'Identifier'>): Value {
  const variable = module.variableOf(identifier)
  const definition = variable?.defs[0]
  if (variable === undefined || definition === undefined) {
    if (identifier.name === 'undefined') return { kind: 'literal', module, node: identifier, value: null }
    return { kind: 'global', name: identifier.name }
  }
  const first = evaluateDefinition(program, module, definition)
  const writes = laterWrites(variable)
  if (writes.length === 0) return first
  return union([first, ...writes.map((node) => program.evaluate({ module, node }))])
}

/** The definition as scope-manager gives it, in the words of this folder: its enums are plain strings in the tree. */
function evaluateDefinition(program: Program, module: Module, definition: Definition): Value {
  const node = definition.node
  const unknown: Value = { kind: 'unknown', module, node }
  switch (definition.type as string) {
    case 'ImportBinding':
      return importBinding(program, module, definition)
    case 'FunctionName':
      return isFunction(node) ? { kind: 'function', module, node, self: undefined } : unknown
    case 'ClassName':
      return isNode(node, 'ClassDeclaration') || isNode(node, 'ClassExpression')
        ? { kind: 'class', module, node }
        : unknown
    case 'Parameter':
      return isFunction(node)
        ? parameter(program, module, node, definition.name as NodeOf<'Identifier'>)
        : unknown
    case 'Variable':
      return isNode(node, 'VariableDeclarator')
        ? declared(program, module, node, definition.name as NodeOf<'Identifier'>)
        : unknown
    default:
      return unknown
  }
}

function importBinding(program: Program, module: Module, definition: Definition): Value {
  const node = definition.node
  const declaration = definition.parent as Node | null | undefined
  if (!isNode(declaration, 'ImportDeclaration')) return { kind: 'unknown', module, node }
  const source = declaration.source.value
  if (isNode(node, 'ImportDefaultSpecifier')) return program.imported(module, source, 'default')
  if (isNode(node, 'ImportNamespaceSpecifier')) return program.imported(module, source, '*')
  if (!isNode(node, 'ImportSpecifier')) return { kind: 'unknown', module, node }
  const { imported } = node
  return program.imported(module, source, isNode(imported, 'Identifier') ? imported.name : imported.value)
}

function declared(
  program: Program,
  module: Module,
  declarator: NodeOf<'VariableDeclarator'>,
  name: NodeOf<'Identifier'>,
): Value {
  const loop: Node | undefined = declarator.parent?.parent
  const source: Value | undefined = declarator.init
    ? program.evaluate({ module, node: declarator.init })
    : isNode(loop, 'ForOfStatement')
      ? { kind: 'element', of: program.evaluate({ module, node: loop.right }) }
      : undefined
  if (source === undefined) {
    const annotation = isNode(declarator.id, 'Identifier') ? declarator.id.typeAnnotation : undefined
    const typed = annotation ? typedValue(program, module, annotation.typeAnnotation, []) : undefined
    return typed ?? { kind: 'unknown', module, node: declarator }
  }
  return taken(program, module, source, declarator.id, name)
}

/** What a pattern takes out of a value for one of its names. */
function taken(program: Program, module: Module, source: Value, pattern: Node, name: Node): Value {
  const way = wayTo(pattern, name)
  if (way === undefined) return { kind: 'unknown', module, node: name }
  let value = source
  for (const step of way.path) value = program.property(value, step)
  return way.fallback === undefined ? value : union([value, program.evaluate({ module, node: way.fallback })])
}

function parameter(program: Program, module: Module, node: FunctionNode, name: NodeOf<'Identifier'>): Value {
  for (const [index, pattern] of node.params.entries()) {
    const way = wayTo(pattern, name)
    if (way === undefined) continue
    const annotation = annotationOf(pattern)
    const typed = annotation ? typedValue(program, module, annotation, way.path) : undefined
    const value: Value = { kind: 'parameter', module, node, index, path: way.path, typed }
    return way.fallback === undefined
      ? value
      : union([value, program.evaluate({ module, node: way.fallback })])
  }
  return { kind: 'unknown', module, node: name }
}

function annotationOf(pattern: Node): Node | undefined {
  if (isNode(pattern, 'TSParameterProperty')) return annotationOf(pattern.parameter)
  if (isNode(pattern, 'AssignmentPattern')) return annotationOf(pattern.left)
  if ('typeAnnotation' in pattern && isNode(pattern.typeAnnotation as Node, 'TSTypeAnnotation'))
    return (pattern.typeAnnotation as NodeOf<'TSTypeAnnotation'>).typeAnnotation
  return undefined
}

export interface Way {
  /** Property names from the whole value to the name; `[]` stands for an element of a list. */
  readonly path: readonly string[]
  readonly fallback: Node | undefined
}

/** The way through a pattern to one of its names. */
export function wayTo(pattern: Node, name: Node): Way | undefined {
  if (pattern === name) return { path: [], fallback: undefined }
  if (isNode(pattern, 'TSParameterProperty')) return wayTo(pattern.parameter, name)
  if (isNode(pattern, 'RestElement')) return wayTo(pattern.argument, name)
  if (isNode(pattern, 'AssignmentPattern')) {
    const way = wayTo(pattern.left, name)
    return (
      way && { path: way.path, fallback: way.fallback ?? (way.path.length === 0 ? pattern.right : undefined) }
    )
  }
  if (isNode(pattern, 'ObjectPattern')) {
    for (const one of pattern.properties) {
      if (isNode(one, 'RestElement')) {
        const rest = wayTo(one.argument, name)
        if (rest !== undefined) return rest
        continue
      }
      const way = wayTo(one.value, name)
      const key = keyOf(one)
      if (way !== undefined && key !== undefined) return { path: [key, ...way.path], fallback: way.fallback }
    }
  }
  if (isNode(pattern, 'ArrayPattern')) {
    for (const [index, one] of pattern.elements.entries()) {
      const way = one === null ? undefined : wayTo(one, name)
      if (way !== undefined) return { path: [String(index), ...way.path], fallback: way.fallback }
    }
  }
  return undefined
}

/** Expressions assigned after the definition. */
function laterWrites(variable: Variable): Node[] {
  const writes: Node[] = []
  for (const reference of variable.references) {
    if (!reference.isWrite() || reference.init === true || !reference.writeExpr) continue
    writes.push(reference.writeExpr)
    if (writes.length === MAX_WRITES) break
  }
  return writes
}
