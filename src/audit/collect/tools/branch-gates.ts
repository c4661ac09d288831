// What stands between a choice and its tool in the repository's own loop.
import type { AgentDraft } from '../agents/draft.ts'
import { type Node, isFunction, isInside, isNode, nodesUnder } from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { storesOf } from '../state/stores.ts'
import type { ToolRun } from './tool-run.ts'

/**
 * `if (call.tool === 'book_room' && !isApproved(thread, call)) return ask(…)`: on one more condition the choice is put
 * to a person, or the run is stored and left, and the tool runs elsewhere.
 */
export function gateOfRuns(
  scene: Scene,
  owners: readonly AgentDraft[],
  { runs, gates }: { readonly runs: readonly ToolRun[]; readonly gates: readonly ToolRun[] },
): Expression | undefined {
  const parking = gates.find(({ at }) => asksIn(scene, at) ?? storesIn(scene, owners, at))
  if (parking !== undefined) return parking.at
  // An approval in the branch itself, before the tool is called.
  for (const { names, at } of runs) {
    const asked = names === undefined ? undefined : asksIn(scene, at, 'approval')
    if (asked !== undefined) return asked
  }
  return undefined
}

function asksIn(scene: Scene, at: Expression, how?: 'approval'): Expression | undefined {
  const code = how === undefined ? [at, ...scene.graph.reachedFrom(at)] : [at]
  const found = scene.sightings.find(
    (one) =>
      one.kind === 'human' &&
      one.awaited &&
      (how === undefined || one.how === how) &&
      code.some(({ module, node }) => module === one.at.module && isInside(one.at.node, node)),
  )
  return found?.at
}

/** The run is written to its store on this way out. */
export function storesIn(
  scene: Scene,
  owners: readonly AgentDraft[],
  at: Expression,
): Expression | undefined {
  const stores = owners.flatMap((draft) => storesOf(scene, draft)).filter(({ keeps }) => keeps === 'durable')
  const code = [at, ...scene.graph.reachedFrom(at)]
  return code.find(({ module, node }) => {
    const place = module.placeOf(node)
    return stores.some(
      (one) => one.file === place.file && one.line >= place.line && one.line <= place.endLine,
    )
  })
}

/** Under `test && more`, and left in any case. */
export function isGuarded(test: Node, consequent: Node): boolean {
  if (!isNode(test, 'LogicalExpression') || test.operator !== '&&') return false
  const last = isNode(consequent, 'BlockStatement') ? consequent.body.at(-1) : consequent
  return isNode(last, 'ReturnStatement') && isDecided(test)
}

/** By what a function says of the run: no number that is compared. */
function isDecided(test: Node): boolean {
  return [...nodesUnder(test, (one) => !isFunction(one))].some((node) => isNode(node, 'CallExpression'))
}
