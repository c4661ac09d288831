import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { type Node, enclosingFunction, isInside } from '../program/node.ts'
import type { Scene } from '../scene.ts'
import { moduleStateOf } from '../state/module-state.ts'

/** Writes of the agent's own code to a module's variable: the first in each function. A tool's are its own. */
export function moduleWrites(scene: Scene, draft: AgentDraft): Sight[] {
  return moduleStateOf(scene, draft)
    .filter(({ kind }) => kind === 'history' || kind === 'state')
    .flatMap(({ writes, name }) => {
      const functions = new Set<Node | undefined>()
      return writes.flatMap(({ module, node }) => {
        const isOwn = draft.owned.some((region) => region.module === module && isInside(node, region.node))
        const holder = enclosingFunction(node)
        if (!isOwn || functions.has(holder)) return []
        functions.add(holder)
        return [{ ...module.placeOf(node), kind: 'module-write', what: name }]
      })
    })
}
