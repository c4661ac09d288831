import type { Module } from '../program/module.ts'
import { type Node, isFunction, isNode, returnsOf, endOf, startOf } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Value, alternatives } from '../program/value.ts'
import { entriesOf } from '../program/elements.ts'

/** The corpus' guide: a module of which four fifths are prompt texts and their builders, and that asks no model. */
const LEAST_SHARE = 0.8
const LEAST_TEXT = 40

/** A code file that is made of prompts: it can be reviewed and versioned as one. */
export function isPromptModule(program: Program, module: Module): boolean {
  let texts = 0
  let all = 0
  for (const statement of module.tree.body) {
    if (isNoCode(statement)) continue
    const size = endOf(statement) - startOf(statement)
    all += size
    if (holdsText(program, module, statement)) texts += size
  }
  return all > 0 && texts / all >= LEAST_SHARE
}

function isNoCode(statement: Node): boolean {
  const inner = isNode(statement, 'ExportNamedDeclaration') ? statement.declaration : statement
  return (
    isNode(statement, 'ImportDeclaration') ||
    isNode(statement, 'ExportAllDeclaration') ||
    isNode(inner, 'TSTypeAliasDeclaration') ||
    isNode(inner, 'TSInterfaceDeclaration') ||
    inner === null
  )
}

function holdsText(program: Program, module: Module, statement: Node): boolean {
  const inner =
    isNode(statement, 'ExportNamedDeclaration') || isNode(statement, 'ExportDefaultDeclaration')
      ? statement.declaration
      : statement
  if (isNode(inner, 'VariableDeclaration'))
    return inner.declarations.every(
      ({ init }) => init !== null && isText(program, program.evaluate({ module, node: init })),
    )
  if (isFunction(inner))
    return returnsOf(inner).some((node) => isText(program, program.evaluate({ module, node })))
  return inner !== null && isNode(statement, 'ExportDefaultDeclaration')
    ? isText(program, program.evaluate({ module, node: inner }))
    : false
}

function isText(program: Program, value: Value, depth = 0): boolean {
  if (depth > 4) return false
  for (const one of alternatives(value)) {
    if (one.kind === 'text') return true
    if (one.kind === 'literal' && typeof one.value === 'string' && one.value.length >= LEAST_TEXT) return true
    if (one.kind === 'function' && returnsOf(one.node).some((node) => isText(program, program.evaluate({ module: one.module, node }), depth + 1)))
      return true
    if (one.kind === 'object' && entriesOf(program, one).some(([, inner]) => isText(program, inner, depth + 1))) return true
    if (one.kind === 'called' && one.of.kind === 'member' && isText(program, one.of.of, depth + 1)) return true
    if (one.kind === 'array' && one.node.type === ('ArrayExpression' as string)) return arrayIsText(one.node)
  }
  return false
}

function arrayIsText(node: Node): boolean {
  return isNode(node, 'ArrayExpression')
    ? node.elements.some((one) => isNode(one, 'TemplateLiteral') || (isNode(one, 'Literal') && typeof one.value === 'string'))
    : false
}
