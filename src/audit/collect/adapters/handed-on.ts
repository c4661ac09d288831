import type { Program } from '../program/program.ts'
import { type Node, isNode, memberName } from '../program/node.ts'
import { pathOf } from '../program/value.ts'
import type { Adapter } from './adapter.ts'

/**
 * Whether a program hands a framework's function to somebody who may call it by another name: `run(generateText)`. Most
 * do not, and then nobody needs to know what is called where a parameter is.
 */
export function handsOnFrameworks(
  program: Program,
  adapters: readonly Adapter[],
  isKnown: (method: string) => boolean,
): boolean {
  const patterns = adapters.flatMap(({ calls }) => calls.map(({ path }) => path))
  return program.modules.some((module) =>
    [...module.nodes('Identifier'), ...module.nodes('MemberExpression')].some((node) => {
      if (!isHandedOn(node)) return false
      if (isNode(node, 'MemberExpression') && !isKnown(memberName(node) ?? '')) return false
      const path = pathOf(program.evaluate({ module, node }))
      return path !== undefined && patterns.some((pattern) => pattern.test(path))
    }),
  )
}

/** An argument, or the value of a property: it may be called elsewhere. */
function isHandedOn(node: Node): boolean {
  const parent = node.parent
  if (isNode(parent, 'CallExpression') || isNode(parent, 'NewExpression'))
    return (parent.arguments as Node[]).includes(node)
  if (isNode(parent, 'Property')) return parent.value === node && isNode(parent.parent, 'ObjectExpression')
  return isNode(parent, 'MemberExpression') && parent.object === node && memberName(parent) === 'bind'
}
