import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import {
  type Node,
  around,
  enclosingFunction,
  isFunction,
  isInside,
  isNode,
  memberName,
  nodesOfOwn,
  endOf,
  startOf,
} from '../program/node.ts'
import { pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { declarationOf } from '../state/declaration.ts'
import { feedingOf } from '../state/feeding.ts'
import { mutationsIn } from '../state/mutations.ts'
import { outermost } from '../state/run-code.ts'

/** Lists whose order depends on which request was faster, on their way to the model. */
export function races(scene: Scene, draft: AgentDraft): Sight[] {
  const { variables } = feedingOf(scene, draft)
  return outermost(draft.owned).flatMap((region) =>
    mutationsIn(region).flatMap(({ module, node, target, how }) => {
      if (how !== 'append' || !isNode(target.node, 'Identifier')) return []
      const declared = declarationOf(scene.program, module, target.node)
      if (declared === undefined || !variables.has(declared.variable)) return []
      const callback = enclosingFunction(node)
      if (callback === undefined || isInside(declared.node, callback) || !runsAtOnce(scene, module, callback))
        return []
      return waitsBefore(callback, node)
        ? [
            {
              ...module.placeOf(node),
              kind: 'race',
              what: `${declared.variable.name} in the order of completion`,
            },
          ]
        : []
    }),
  )
}

/** An async callback of `map`, inside `Promise.all`. */
function runsAtOnce(
  scene: Scene,
  module: Parameters<Scene['program']['imported']>[0],
  callback: Node,
): boolean {
  const call = callback.parent
  if (!isFunction(callback) || !callback.async || !isNode(call, 'CallExpression')) return false
  if (!isNode(call.callee, 'MemberExpression') || !/^(map|flatMap)$/.test(memberName(call.callee) ?? ''))
    return false
  const all = around(call, (outer) => isNode(outer, 'CallExpression') || isFunction(outer))
  if (!isNode(all, 'CallExpression')) return false
  return /^global:Promise\.(all|allSettled|any)$/.test(
    pathOf(scene.program.evaluate({ module, node: all.callee })) ?? '',
  )
}

function waitsBefore(callback: Node, node: Node): boolean {
  let at: Node | undefined = node
  while (at !== undefined && at.parent !== callback) at = at.parent
  for (const inner of at === undefined ? [] : nodesOfOwn(at))
    if (isNode(inner, 'AwaitExpression') && startOf(inner) < endOf(node)) return true
  return false
}
