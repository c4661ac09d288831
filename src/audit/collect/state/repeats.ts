import type { Sight } from '../../facts/place.ts'
import {
  type Node,
  around,
  enclosingFunction,
  isCall,
  isInside,
  isNode,
  nodesOfOwn,
  nodesUnder,
  endOf,
  startOf,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { type Expression, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { sightAt } from './history-acts.ts'
import { storeCallAt } from './store-calls.ts'

const EFFECTS =
  /^(?!global:(console|Object|Array|Promise|Map|Set|Math|JSON))[^:]+:.*\.(send\w*|post|put|patch|publish\w*|create\w*|charge\w*|insert\w*|upsert\w*|delete\w*)$/

/** Writes that stand before a wait in the same function: a resume begins the function anew. */
export function repeatsBefore(scene: Scene, wait: Expression): Sight[] {
  const holder = enclosingFunction(wait.node)
  if (holder === undefined) return []
  return [...nodesOfOwn(holder)].flatMap((node) =>
    endOf(node) <= startOf(wait.node) && isOnTheWay(node, wait.node) && isEffect(scene, wait.module, node)
      ? [sightAt(wait.module, node, 'effect-before-wait')]
      : [],
  )
}

/** Not in a branch that the wait is no part of. */
function isOnTheWay(node: Node, wait: Node): boolean {
  const block = around(node, (outer) => isNode(outer, 'BlockStatement'))
  return block !== undefined && isInside(wait, block)
}

function isEffect(scene: Scene, module: Module, node: Node): boolean {
  if (!isCall(node) || scene.asking.sites.has(node) || hasKey(module, node)) return false
  if (storeCallAt(scene, module, node)?.how === 'write') return true
  const path = pathOf(scene.program.evaluate({ module, node: node.callee })) ?? ''
  if (path === 'global:fetch') return /method:\s*['"](POST|PUT|PATCH|DELETE)/i.test(module.textOf(node))
  return EFFECTS.test(path)
}

function hasKey(module: Module, node: Node): boolean {
  return /idempoten|upsert|onConflict/i.test(module.textOf(node)) && [...nodesUnder(node)].length > 0
}
