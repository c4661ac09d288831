import { isNode, nodesUnder } from '../program/node.ts'
import type { Value } from '../program/value.ts'
import type { ClassSite } from './adapter.ts'

/** The first argument that a class gives to the constructor of the framework's class. */
export function superOptions({ program, module, node }: ClassSite): Value | undefined {
  for (const inner of nodesUnder(node.body)) {
    if (!isNode(inner, 'CallExpression') || !isNode(inner.callee, 'Super')) continue
    const [first] = inner.arguments
    return first === undefined || isNode(first, 'SpreadElement')
      ? undefined
      : program.evaluate({ module, node: first })
  }
  return undefined
}
