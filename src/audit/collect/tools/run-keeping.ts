// What a branch of the loop does for the run, and not for the tool: it saves it, where others save it, too.
import type { AgentDraft } from '../agents/draft.ts'
import { type Node, enclosingFunction, isInside } from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { storesOf } from '../state/stores.ts'

/** A write to the store of the run, in a function that more than this branch calls. */
export function keepsRun(
  scene: Scene,
  owners: readonly AgentDraft[],
  branch: Expression,
  { module, node }: Expression,
): boolean {
  const { file, line, endLine } = module.placeOf(node)
  const isStore = owners.some((draft) =>
    storesOf(scene, draft).some((one) => one.file === file && one.line >= line && one.line <= endLine),
  )
  const saver = enclosingFunction(node)
  if (!isStore || saver === undefined) return false
  const within = new Set<Node>(scene.graph.reachedFrom(branch).map((region) => region.node))
  return within.has(saver) && isCalledBeside(scene, branch, saver, within)
}

/** Called by code of the program that this branch does not reach. */
function isCalledBeside(scene: Scene, branch: Expression, called: Node, within: Set<Node>): boolean {
  const waiting = [called]
  const seen = new Set(waiting)
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    for (const { module, node } of scene.program.uses.callersOf(at)) {
      if (module.role === 'test' || (module === branch.module && isInside(node, branch.node))) continue
      const holder = enclosingFunction(node)
      if (holder === undefined || !within.has(holder)) return true
      if (seen.has(holder)) continue
      seen.add(holder)
      waiting.push(holder)
    }
  return false
}
