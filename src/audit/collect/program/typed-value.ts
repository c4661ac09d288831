import type { Module } from './module.ts'
import { type Node, isNode, keyOf } from './node.ts'
import type { Program } from './program.ts'
import { type Value, alternatives } from './value.ts'

const containers = new Set(['Promise', 'Readonly', 'Required', 'Partial', 'NonNullable', 'Awaited'])

/**
 * What a type annotation promises, when it names a class: a client handed in as `client: OpenAI` is one. `path` names
 * the properties taken out of the annotated value. Undefined for plain data.
 */
export function typedValue(
  program: Program,
  module: Module,
  type: Node,
  path: readonly string[],
  depth = 0,
): Value | undefined {
  if (depth > 6) return undefined
  if (isNode(type, 'TSTypeLiteral') || isNode(type, 'TSInterfaceBody')) {
    const members = isNode(type, 'TSTypeLiteral') ? type.members : type.body
    const [first, ...rest] = path
    for (const member of members)
      if (isNode(member, 'TSPropertySignature') && keyOf(member) === first && member.typeAnnotation)
        return typedValue(program, module, member.typeAnnotation.typeAnnotation, rest, depth + 1)
    return undefined
  }
  if (isNode(type, 'TSUnionType') || isNode(type, 'TSIntersectionType')) {
    for (const one of type.types) {
      const value = typedValue(program, module, one, path, depth + 1)
      if (value !== undefined) return value
    }
    return undefined
  }
  if (!isNode(type, 'TSTypeReference') || !isNode(type.typeName, 'Identifier')) return undefined
  const [argument] = type.typeArguments?.params ?? []
  if (containers.has(type.typeName.name) && argument !== undefined)
    return typedValue(program, module, argument, path, depth + 1)
  return named(program, module, type.typeName, path, depth)
}

function named(
  program: Program,
  module: Module,
  name: Node,
  path: readonly string[],
  depth: number,
): Value | undefined {
  const definition = module.variableOf(name)?.defs[0]
  const node = definition?.node
  if (isNode(node, 'TSInterfaceDeclaration')) return typedValue(program, module, node.body, path, depth + 1)
  if (isNode(node, 'TSTypeAliasDeclaration'))
    return typedValue(program, module, node.typeAnnotation, path, depth + 1)
  if (path.length > 0) return undefined
  for (const value of alternatives(program.evaluate({ module, node: name }))) {
    if (value.kind === 'external') return { kind: 'called', of: value, site: { module, node: name } }
    if (value.kind === 'class') return { kind: 'instance', of: value, site: { module, node: name } }
  }
  return undefined
}
