import type { TSESTree } from '@typescript-eslint/types'
import type { Place } from '../../facts/place.ts'
import type { Parsed } from '../source/parse.ts'
import type { SourceFile } from '../source/source-files.ts'
import { bindingsOf } from './bindings.ts'
import { isNode, type Node, type NodeOf, endOf, startOf } from './node.ts'
import { type Scopes, type Variable, createScopes } from './scopes.ts'
import { layOut } from './walk.ts'

/** One parsed file with its scopes, and an index of its nodes by type. */
export interface Module {
  readonly path: string
  readonly role: SourceFile['role']
  readonly text: string
  readonly tree: TSESTree.Program
  readonly parsed: Parsed
  /** All nodes of a type, in source order. */
  nodes<T extends string>(type: T): readonly NodeOf<T>[]
  /** The variable that an identifier names; undefined for globals and property names. */
  variableOf(identifier: Node): Variable | undefined
  /** Where a name that this module exports comes from. */
  readonly exports: ReadonlyMap<string, ModuleExport>
  /** `export * from`: the specifiers. */
  readonly exportsAll: readonly string[]
  placeOf(node: Node): Place
  textOf(node: Node): string
}

export type ModuleExport =
  | { readonly kind: 'expression'; readonly node: Node }
  | { readonly kind: 'local'; readonly node: Node }
  | { readonly kind: 'from'; readonly source: string; readonly name: string }

export function createModule(file: SourceFile, parsed: Parsed): Module {
  const tree = parsed.program
  const index = indexNodes(tree)
  let scopes: Scopes | undefined
  const { exports, exportsAll } = exportsOf(tree)
  return {
    path: file.path,
    role: file.role,
    text: parsed.text,
    tree,
    parsed,
    exports,
    exportsAll,
    nodes: <T extends string>(type: T) => (index.get(type) ?? []) as unknown as readonly NodeOf<T>[],
    variableOf: (identifier) =>
      (scopes ??= createScopes((type) => index.get(type) ?? [])).variableOf(identifier),
    placeOf: (node) => ({
      file: file.path,
      line: parsed.lineOf(startOf(node)),
      endLine: parsed.lineOf(Math.max(startOf(node), endOf(node) - 1)),
    }),
    textOf: (node) => parsed.text.slice(startOf(node), endOf(node)),
  }
}

/** The nodes by type, in source order. */
function indexNodes(tree: TSESTree.Program): Map<string, Node[]> {
  const index = new Map<string, Node[]>()
  for (const node of layOut(tree)) {
    const list = index.get(node.type)
    if (list === undefined) index.set(node.type, [node])
    else list.push(node)
  }
  return index
}

function exportsOf(tree: TSESTree.Program): { exports: Map<string, ModuleExport>; exportsAll: string[] } {
  const exports = new Map<string, ModuleExport>()
  const exportsAll: string[] = []
  for (const statement of tree.body) {
    if (isNode(statement, 'ExportAllDeclaration')) {
      if (statement.exported === null) exportsAll.push(statement.source.value)
      else
        exports.set(nameOf(statement.exported), { kind: 'from', source: statement.source.value, name: '*' })
    } else if (isNode(statement, 'ExportDefaultDeclaration')) {
      exports.set('default', { kind: 'expression', node: statement.declaration })
    } else if (isNode(statement, 'TSExportAssignment')) {
      exports.set('default', { kind: 'expression', node: statement.expression })
    } else if (isNode(statement, 'ExportNamedDeclaration')) {
      namedExports(statement, exports)
    } else if (isNode(statement, 'ExpressionStatement')) commonJsExport(statement.expression, exports)
  }
  return { exports, exportsAll }
}

function namedExports(statement: NodeOf<'ExportNamedDeclaration'>, exports: Map<string, ModuleExport>): void {
  for (const specifier of statement.specifiers) {
    const exported = nameOf(specifier.exported)
    const local = nameOf(specifier.local)
    if (statement.source) exports.set(exported, { kind: 'from', source: statement.source.value, name: local })
    else exports.set(exported, { kind: 'local', node: specifier.local })
  }
  const declaration: Node | null | undefined = statement.declaration
  if (isNode(declaration, 'VariableDeclaration')) {
    for (const declarator of declaration.declarations)
      for (const identifier of bindingsOf(declarator.id))
        exports.set(identifier.name, { kind: 'local', node: identifier })
  } else if (declaration && 'id' in declaration && isNode(declaration.id, 'Identifier')) {
    exports.set(declaration.id.name, { kind: 'local', node: declaration.id })
  }
}

/** `module.exports = x`, `exports.name = x`, `module.exports.name = x`. */
function commonJsExport(node: Node, exports: Map<string, ModuleExport>): void {
  if (!isNode(node, 'AssignmentExpression') || !isNode(node.left, 'MemberExpression')) return
  const { object, property } = node.left
  if (!isNode(property, 'Identifier')) return
  const isExports = isNode(object, 'Identifier') && object.name === 'exports'
  const isModule = isNode(object, 'Identifier') && object.name === 'module' && property.name === 'exports'
  const isModuleExports =
    isNode(object, 'MemberExpression') &&
    isNode(object.object, 'Identifier') &&
    object.object.name === 'module' &&
    isNode(object.property, 'Identifier') &&
    object.property.name === 'exports'
  if (isModule) {
    exports.set('default', { kind: 'expression', node: node.right })
    if (isNode(node.right, 'ObjectExpression'))
      for (const one of node.right.properties)
        if (isNode(one, 'Property') && isNode(one.key, 'Identifier'))
          exports.set(one.key.name, { kind: 'expression', node: one.value })
  } else if (isExports || isModuleExports) {
    exports.set(property.name, { kind: 'expression', node: node.right })
  }
}

function nameOf(node: Node): string {
  return isNode(node, 'Identifier') ? node.name : isNode(node, 'Literal') ? String(node.value) : ''
}
