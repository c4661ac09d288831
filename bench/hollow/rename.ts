// Renames all that a repository names itself, and drops every comment. What an import brings from a package keeps its
// name there, and so do properties: they belong to the frameworks.
import type { TSESTree } from '@typescript-eslint/types'
import { analyze } from '@typescript-eslint/scope-manager'
import { parseSync } from 'oxc-parser'

type Node = TSESTree.Node
type Identifier = TSESTree.Identifier

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Names that a framework looks for in a file. */
const conventions = new Set([
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'default',
  'maxDuration',
  'runtime',
  'graph',
])

export type Names = (name: string) => string

/** The same name becomes the same new name in all files, so that imports still meet exports. */
export function newNames(): Names {
  const names = new Map<string, string>()
  return (name) => {
    if (conventions.has(name)) return name
    if (!names.has(name)) names.set(name, `x${names.size + 1}`)
    return names.get(name)!
  }
}

export function renamed(path: string, text: string, nameOf: Names): string {
  const { program, comments, errors } = parseSync(path, text, { astType: 'ts', range: true })
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]!.message}`)
  const edits = new Map<number, Edit>()
  const add = (start: number, end: number, newText: string): void => {
    edits.set(start, { start, end, text: newText })
  }
  for (const identifier of ownIdentifiers(program as unknown as TSESTree.Program))
    add(identifier.range[0], identifier.range[0] + identifier.name.length, nameOf(identifier.name))
  visit(program as unknown as Node, (node) => {
    if (node.type === 'Property' && node.shorthand) keepKey(node, add, edits)
    if (node.type === 'ImportSpecifier') renameImported(node, add, nameOf)
    if (node.type === 'ExportNamedDeclaration') renameExported(node, add, nameOf)
  })
  // Lines stay, so that places can be compared.
  for (const { start, end } of comments) add(start, end, text.slice(start, end).replaceAll(/[^\n]/g, ''))
  return applied(text, [...edits.values()])
}

/** Every identifier that stands for something declared in this file. */
function ownIdentifiers(program: TSESTree.Program): Set<Identifier> {
  const { scopes } = analyze(program, { sourceType: 'module', lib: [] })
  const own = scopes
    .flatMap(({ variables }) => variables)
    .filter(({ defs }) => defs.length > 0)
    .flatMap(({ identifiers, references }) => [
      ...identifiers,
      ...references.map(({ identifier }) => identifier),
    ])
  return new Set(own.filter((node): node is Identifier => node.type === 'Identifier'))
}

/** `{ tools }` is a property of a framework and a name of our own at once. */
function keepKey(node: TSESTree.Property, add: Add, edits: ReadonlyMap<number, Edit>): void {
  const value = node.value.type === 'AssignmentPattern' ? node.value.left : node.value
  const edit = edits.get(value.range[0])
  if (value.type === 'Identifier' && edit) add(edit.start, edit.end, `${value.name}: ${edit.text}`)
}

function renameImported(node: TSESTree.ImportSpecifier, add: Add, nameOf: Names): void {
  if (node.imported.type !== 'Identifier') return
  const { source } = node.parent as unknown as TSESTree.ImportDeclaration
  const name = isOwn(source) ? nameOf(node.imported.name) : node.imported.name
  const text = name === nameOf(node.local.name) ? name : `${name} as ${nameOf(node.local.name)}`
  add(node.imported.range[0], node.local.range[1], text)
}

function renameExported(node: TSESTree.ExportNamedDeclaration, add: Add, nameOf: Names): void {
  for (const { local, exported } of node.specifiers) {
    if (local.type !== 'Identifier' || exported.type !== 'Identifier') continue
    const name = node.source && !isOwn(node.source) ? local.name : nameOf(local.name)
    add(local.range[0], exported.range[1], `${name} as ${nameOf(exported.name)}`)
  }
}

/** A generated client keeps its names: they come from files that are not renamed. */
const isOwn = ({ value }: TSESTree.StringLiteral): boolean =>
  value.startsWith('.') && !value.includes('baml_client')

type Add = (start: number, end: number, text: string) => void

function visit(node: Node, look: (node: Node) => void): void {
  look(node)
  for (const [key, child] of Object.entries(node)) {
    if (key === 'parent') continue
    for (const one of Array.isArray(child) ? (child as unknown[]) : [child as unknown]) {
      if (!isNode(one)) continue
      one.parent = node as never
      visit(one, look)
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value
}

function applied(text: string, edits: readonly Edit[]): string {
  let result = ''
  let at = 0
  for (const { start, end, text: newText } of [...edits].sort((one, other) => one.start - other.start)) {
    if (start < at) continue
    result += text.slice(at, start) + newText
    at = end
  }
  return result + text.slice(at)
}
