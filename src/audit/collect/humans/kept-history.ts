import type { AgentDraft } from '../agents/draft.ts'
import { type Node, enclosingFunction, isInside, isNode, nodesUnder } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Scene } from '../scene.ts'
import { feedingOf } from '../state/feeding.ts'
import { mutationAt } from '../state/mutations.ts'
import { storesOf } from '../state/stores.ts'

/** What one turn said is there in the next: in a list outside of the loop, a field, a store, a provider. */
export function keepsHistory(scene: Scene, draft: AgentDraft, loop: { module: Module; node: Node }): boolean {
  if (draft.sighting?.memory !== undefined || draft.graph?.memory !== undefined) return true
  if (draft.calls.some(({ hosted }) => hosted) || storesOf(scene, draft).length > 0) return true
  const { variables, fields } = feedingOf(scene, draft)
  const outer = enclosingFunction(loop.node)
  for (const variable of variables) {
    const definition = variable.defs[0]?.node
    const isAppended = variable.references.some(({ identifier }) => isAppend(identifier, loop.module))
    if (definition === undefined || !isNode(definition, 'VariableDeclarator') || !isAppended) continue
    const holder = enclosingFunction(definition)
    const isOfLoop = holder === outer && isInside(definition, loop.node) && !isInHeader(definition, loop.node)
    if ((holder === undefined || holder === outer) && !isOfLoop) return true
  }
  return [...fields].some(([owner, names]) =>
    [...nodesUnder(owner.body)].some((node) => {
      const change = mutationAt(loop.module, node)
      return (
        change?.how === 'append' &&
        isNode(change.target.node, 'ThisExpression') &&
        names.has(change.target.path[0] ?? '')
      )
    }),
  )
}

/** Declared once, in `for (let list = []; …;)`. */
function isInHeader(definition: Node, loop: Node): boolean {
  return isNode(loop, 'ForStatement') && loop.init !== null && isInside(definition, loop.init)
}

function isAppend(identifier: Node, module: Module): boolean {
  let node: Node | undefined = identifier.parent
  for (let hops = 0; node !== undefined && hops < 3; hops++, node = node.parent) {
    const change = mutationAt(module, node)
    if (change !== undefined) return change.how === 'append' && change.target.node === identifier
  }
  return false
}
