import { type Node, enclosingFunction, isCall } from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'

const MAX_HOPS = 4

/** A model is asked in the same program flow: a question of another command is none of an agent's. */
export function isOnTheWay(scene: Scene, at: Expression, hops = MAX_HOPS): boolean {
  let holder: Node | undefined = enclosingFunction(at.node)
  if (holder === undefined) return hasSites(scene, at)
  for (; holder !== undefined; holder = enclosingFunction(holder)) {
    if (scene.asking.functions.has(holder)) return true
    if (hops === 0) continue
    const callers = scene.program.uses.callersOf(holder).filter(({ module }) => module.role !== 'test')
    if (callers.some((caller) => isOnTheWay(scene, caller, hops - 1))) return true
    // A function that is called where it stands, at the top of a script.
    if (isCall(holder.parent) && enclosingFunction(holder) === undefined && hasSites(scene, at)) return true
  }
  return false
}

function hasSites(scene: Scene, { module }: Expression): boolean {
  return [...module.nodes('CallExpression'), ...module.nodes('NewExpression')].some(
    (node) => scene.asking.sites.has(node) && enclosingFunction(node) === undefined,
  )
}
