// What a branch of the loop does for the run, and not for the tool: it saves it, where others save it, too.
import type { AgentDraft, Region } from '../agents/draft.ts'
import { functionsOf } from '../program/elements.ts'
import { type Node, enclosingFunction, isCall, isInside } from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { storesOf } from '../state/stores.ts'

/** In a function that writes the run to its store, and that more than this branch calls; or in the run's way out. */
export function keepsRun(
  scene: Scene,
  owners: readonly AgentDraft[],
  branch: Expression,
  { module, node }: Expression,
): boolean {
  const saver = enclosingFunction(node)
  if (saver === undefined) return false
  if (owners.some((draft) => isOfPort(scene, draft, { module, node }))) return true
  const { file, line, endLine } = module.placeOf(saver)
  const isStore = owners.some((draft) =>
    storesOf(scene, draft).some((one) => one.file === file && one.line >= line && one.line <= endLine),
  )
  if (!isStore) return false
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

const ports = new WeakMap<AgentDraft, readonly Region[]>()

/** A function that whoever starts the run hands in: its way to the channel that asked. */
function isOfPort(scene: Scene, draft: AgentDraft, { module, node }: Expression): boolean {
  const found = ports.get(draft) ?? portsOf(scene, draft)
  ports.set(draft, found)
  return found.some((port) => port.module === module && isInside(node, port.node))
}

function portsOf({ program, graph }: Scene, { region }: AgentDraft): Region[] {
  return program.uses
    .callersOf(region.node)
    .flatMap(({ module, node }) =>
      isCall(node) && module.role !== 'test'
        ? node.arguments
            .flatMap((one) => functionsOf(program, program.evaluate({ module, node: one })))
            .flatMap((one) => [one, ...graph.reachedFrom({ module: one.module, node: one.node })])
        : [],
    )
}
