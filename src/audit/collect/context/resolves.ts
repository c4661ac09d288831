import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { type Node, isFunction, isNode, memberName, nodesUnder } from '../program/node.ts'
import type { Scene } from '../scene.ts'
import { sightAt } from '../sight-at.ts'

const OUTCOME =
  /^(success|succeeded|ok|error|errors|failed|failure|is_?error|resolved\w*|superseded\w*|status)$/i

/** Filters of the history that look at how a call ended: what failed and is over leaves. */
export function resolvesIn(_scene: Scene, { owned }: AgentDraft): Sight[] {
  const found = new Map<Node, Sight>()
  for (const { module, node } of owned)
    for (const inner of nodesUnder(node)) {
      if (!isNode(inner, 'CallExpression') || !isNode(inner.callee, 'MemberExpression')) continue
      const [callback] = inner.arguments
      if (memberName(inner.callee) !== 'filter' || !isFunction(callback) || isCounted(inner)) continue
      const names = [...nodesUnder(callback)].flatMap((one) =>
        isNode(one, 'MemberExpression') ? [memberName(one) ?? ''] : [],
      )
      if (names.some((name) => OUTCOME.test(name)))
        found.set(inner, sightAt({ module, node: inner }, 'filter'))
    }
  return [...found.values()]
}

/** `failures.filter(…).length` counts, and takes nothing out. */
function isCounted(node: Node): boolean {
  return isNode(node.parent, 'MemberExpression') && memberName(node.parent) === 'length'
}
