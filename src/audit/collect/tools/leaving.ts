import type { AgentDraft } from '../agents/draft.ts'
import { enclosingFunction, isInside, isNode } from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'

/** Its last statement returns out of the function that the loop is in; to call itself is to go on. */
export function leavesLoop(
  scene: Scene,
  owners: readonly AgentDraft[],
  { module, node }: Expression,
): boolean {
  const last = isNode(node, 'BlockStatement')
    ? node.body.at(-1)
    : isNode(node, 'SwitchCase')
      ? node.consequent.at(-1)
      : node
  const holder = enclosingFunction(node)
  return (
    isNode(last, 'ReturnStatement') &&
    !scene.graph
      .callsIn({ module, node: last })
      .some(({ target }) => scene.asking.functions.has(target.node)) &&
    owners.some(
      ({ cycle }) =>
        cycle !== undefined &&
        cycle.shape === 'loop' &&
        cycle.region.module === module &&
        isInside(node, cycle.region.node) &&
        holder === enclosingFunction(cycle.region.node),
    )
  )
}
