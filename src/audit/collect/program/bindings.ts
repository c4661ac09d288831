import { type Node, type NodeOf, isNode } from './node.ts'

/** The identifiers that a pattern binds. */
export function* bindingsOf(pattern: Node): Generator<NodeOf<'Identifier'>> {
  if (isNode(pattern, 'Identifier')) yield pattern
  else if (isNode(pattern, 'ObjectPattern')) {
    for (const one of pattern.properties)
      yield* bindingsOf(isNode(one, 'RestElement') ? one.argument : one.value)
  } else if (isNode(pattern, 'ArrayPattern')) {
    for (const one of pattern.elements) if (one !== null) yield* bindingsOf(one)
  } else if (isNode(pattern, 'AssignmentPattern')) yield* bindingsOf(pattern.left)
  else if (isNode(pattern, 'RestElement')) yield* bindingsOf(pattern.argument)
  else if (isNode(pattern, 'TSParameterProperty')) yield* bindingsOf(pattern.parameter)
}
