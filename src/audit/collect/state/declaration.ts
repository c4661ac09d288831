import type { Variable } from '../program/scopes.ts'
import type { Module } from '../program/module.ts'
import { type Node, enclosingFunction, isNode, memberName, unwrapped } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { alternatives } from '../program/value.ts'

/** A variable with the file that declares it. */
export interface Declared {
  readonly module: Module
  readonly variable: Variable
  readonly node: Node
}

/** The variable that a name stands for, also one of another file of the repository. */
export function declarationOf(program: Program, module: Module, name: Node): Declared | undefined {
  const variable = module.variableOf(name)
  const node = variable?.defs[0]?.node
  if (variable === undefined || node === undefined) return undefined
  if (!isImport(node)) return { module, variable, node }
  for (const value of alternatives(program.evaluate({ module, node: name }))) {
    const at =
      'node' in value ? value : value.kind === 'called' || value.kind === 'instance' ? value.site : undefined
    if (at?.node === undefined || at.module === undefined) continue
    const declarator = declaratorOf(at.node)
    if (declarator === undefined || !isNode(declarator.id, 'Identifier')) continue
    const found = at.module.variableOf(declarator.id)
    if (found !== undefined) return { module: at.module, variable: found, node: declarator }
  }
  return undefined
}

function isImport(node: Node): boolean {
  return (node.type as string).startsWith('Import')
}

function declaratorOf(value: Node) {
  let at: Node | undefined = value.parent
  while (at !== undefined && unwrapped(at) !== at) at = at.parent
  return isNode(at, 'VariableDeclarator') ? at : undefined
}

/** Declared at the top level of its file: there is one for all runs of the process. */
export function isOfModule({ node }: Declared): boolean {
  if (!isNode(node, 'VariableDeclarator')) return false
  const statement = node.parent.parent
  return (
    enclosingFunction(node) === undefined &&
    (isNode(statement, 'Program') || isNode(statement, 'ExportNamedDeclaration'))
  )
}

/** What stands at the beginning of `a.b[0].c`, and the names that follow. */
export interface Root {
  readonly node: Node
  readonly path: readonly string[]
}

export function rootOf(expression: Node): Root {
  const path: string[] = []
  let at = unwrapped(expression)
  while (isNode(at, 'MemberExpression')) {
    path.unshift(memberName(at) ?? '[]')
    at = unwrapped(at.object)
  }
  return { node: at, path }
}
