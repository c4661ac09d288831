import type { AgentDraft } from '../agents/draft.ts'
import { enclosingFunction, isInside, isNode } from '../program/node.ts'
import type { Expression } from '../program/value.ts'

/** Its last statement returns out of the function that the loop is in. */
export function leavesLoop(owners: readonly AgentDraft[], { module, node }: Expression): boolean {
  const last = isNode(node, 'BlockStatement')
    ? node.body.at(-1)
    : isNode(node, 'SwitchCase')
      ? node.consequent.at(-1)
      : node
  const holder = enclosingFunction(node)
  return (
    isNode(last, 'ReturnStatement') &&
    owners.some(
      ({ cycle }) =>
        cycle !== undefined &&
        cycle.shape !== 'graph' &&
        cycle.region.module === module &&
        isInside(node, cycle.region.node) &&
        holder === enclosingFunction(cycle.region.node),
    )
  )
}
