import {
  type Node,
  enclosingClass,
  around,
  enclosingFunction,
  isCall,
  isClass,
  isFunction,
  isNode,
  returnsOf,
} from '../program/node.ts'
import { nameOfFunction } from '../program/uses.ts'
import type { Program } from '../program/program.ts'
import { alternatives } from '../program/value.ts'
import type { Cycle, Region } from './draft.ts'

/** The region of an agent that is made of a cycle: its function, the class of a method, or the loop itself. */
export function regionOfCycle(cycle: Cycle): Region {
  const { module, node } = cycle.region
  const inside = isFunction(node) ? node : enclosingFunction(node)
  if (inside === undefined) return cycle.region
  return classOrSelf({ module, node: outermostNamed(inside) })
}

/** A method stands for its class. */
export function classOrSelf(region: Region): Region {
  const method = region.node.parent
  const isMethod = isNode(method, 'MethodDefinition') || isNode(method, 'PropertyDefinition')
  const owner = isMethod ? enclosingClass(region.node) : undefined
  return owner === undefined ? region : { module: region.module, node: owner }
}

/** A callback inside a named function belongs to it: the smallest function that people would point at. */
function outermostNamed(node: Node): Node {
  const outer = enclosingFunction(node)
  return !isNamed(node) && outer !== undefined ? outermostNamed(outer) : node
}

export function namedFunctionAround(node: Node): Node | undefined {
  const inside = enclosingFunction(node)
  return inside && outermostNamed(inside)
}

/** It has a name of its own: declared, bound to a variable, a property, a method, or a default export. */
export function isNamed(node: Node): boolean {
  if ('id' in node && node.id) return true
  const { parent } = node
  return (
    isNode(parent, 'VariableDeclarator') ||
    isNode(parent, 'Property') ||
    isNode(parent, 'PropertyDefinition') ||
    isNode(parent, 'MethodDefinition') ||
    isNode(parent, 'AssignmentExpression') ||
    isNode(parent, 'ExportDefaultDeclaration')
  )
}

/**
 * The region of an agent that a framework's constructor makes: the declaration of its variable; the function, when it
 * returns the agent; the class, when a constructor or a field keeps it.
 */
export function regionOfConstruct(program: Program, at: Region): Region {
  const { module, node } = at
  if (isClass(node)) return at
  const keeper = enclosingClass(node)
  if (keeper !== undefined && isKeptByClass(node)) return { module, node: keeper }
  const inside = enclosingFunction(node)
  if (inside !== undefined && returnsIt(program, at, inside)) return classOrSelf({ module, node: inside })
  return { module, node: statementOf(node) }
}

function isKeptByClass(node: Node): boolean {
  for (let at: Node | undefined = node; at !== undefined && !isClass(at); at = at.parent) {
    if (isNode(at, 'PropertyDefinition')) return true
    if (isNode(at, 'AssignmentExpression') && isNode(at.left, 'MemberExpression'))
      return isNode(at.left.object, 'ThisExpression')
  }
  return false
}

function returnsIt(program: Program, at: Region, inside: Node): boolean {
  if (!isFunction(inside)) return false
  return returnsOf(inside).some((node) =>
    [...alternatives(program.evaluate({ module: at.module, node }))].some(
      (value) => value.kind === 'called' && value.site.node === at.node,
    ),
  )
}

/** The declaration of the variable, or the statement, that an expression stands in. */
export function statementOf(node: Node): Node {
  let at = node
  while (at.parent !== undefined && !isNode(at.parent, 'Program') && !isNode(at.parent, 'BlockStatement')) {
    if (isNode(at, 'VariableDeclaration') || isNode(at, 'ExpressionStatement')) return at
    if (isFunction(at.parent)) return at
    at = at.parent
  }
  return at
}

export function nameOfRegion(region: Region): string {
  const { node } = region
  if (isClass(node)) return node.id?.name ?? nameOfFunction(node) ?? 'agent'
  if (isFunction(node)) return ofCallback(node) ?? nameOfFunction(node) ?? fileName(region)
  const declaration = isNode(node, 'ExportNamedDeclaration') ? node.declaration : node
  if (isNode(declaration, 'VariableDeclaration')) {
    const id = declaration.declarations[0]?.id
    if (isNode(id, 'Identifier')) return id.name
  }
  return nameOfFunction(node) ?? fileName(region)
}

/** `POST.execute`: a callback among the options of a call is known by what the call stands in. */
function ofCallback(node: Node): string | undefined {
  const property = node.parent
  const call = property?.parent?.parent
  if (!isNode(property, 'Property') || !isNode(property.key, 'Identifier') || !isCall(call)) return undefined
  const declarator = around(call, (outer) => isNode(outer, 'VariableDeclarator') || isFunction(outer))
  if (declarator === undefined) return undefined
  const outer =
    isNode(declarator, 'VariableDeclarator') &&
    isNode(declarator.id, 'Identifier') &&
    enclosingFunction(call) === undefined
      ? declarator.id.name
      : nameOfFunction(enclosingFunction(call) ?? call)
  return outer === undefined ? undefined : `${outer}.${property.key.name}`
}

function fileName(region: Region): string {
  return (
    region.module.path
      .split('/')
      .at(-1)
      ?.replace(/\.[^.]+$/, '') ?? 'agent'
  )
}
