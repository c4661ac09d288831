// Waits that hold the process.
import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { taintIn } from '../agents/taint.ts'
import {
  type Node,
  enclosingFunction,
  isCall,
  isFunction,
  isNode,
  memberName,
  nodesUnder,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { pathOf } from '../program/value.ts'
import { momentOf } from '../humans/when-asked.ts'
import type { Scene } from '../scene.ts'
import type { HumanSighting } from '../sighting.ts'
import { sightAt } from './history-acts.ts'
import { outermost, runCodeOf } from './run-code.ts'

/** `new Promise((resolve) => pending.set(id, resolve))`: somebody else resolves it, while the process lives. */
export function pendingPromises(scene: Scene, draft: AgentDraft): Sight[] {
  return outermost(runCodeOf(scene, draft)).flatMap(({ module, node }) =>
    [...nodesUnder(node)].flatMap((inner) =>
      isPending(scene, module, inner) ? [sightAt(module, inner, 'pending-promise')] : [],
    ),
  )
}

function isPending(scene: Scene, module: Module, node: Node): boolean {
  if (
    !isNode(node, 'NewExpression') ||
    pathOf(scene.program.evaluate({ module, node: node.callee })) !== 'global:Promise'
  )
    return false
  const [executor] = node.arguments
  const [resolve] = isFunction(executor) ? executor.params : []
  if (!isNode(resolve, 'Identifier')) return false
  const references = module.variableOf(resolve)?.references ?? []
  return references.some(({ identifier }) => isKept(identifier))
}

/** Put into a list, a map or a field, alone or in an object. */
function isKept(name: Node): boolean {
  const holder: Node | undefined = isNode(name.parent, 'Property') ? name.parent.parent : name
  const { parent } = holder ?? {}
  if (isNode(parent, 'AssignmentExpression')) return parent.right === holder
  return (
    isCall(parent) &&
    parent.callee !== holder &&
    isNode(parent.callee, 'MemberExpression') &&
    /^(set|push|add)$/.test(memberName(parent.callee) ?? '')
  )
}

/** A question at the terminal whose answer decides whether something is done. */
export function isGate(scene: Scene, { how, at }: HumanSighting): boolean {
  if (how !== 'readline' || momentOf(scene, at).when !== 'during') return false
  const holder = enclosingFunction(at.node)
  if (holder === undefined) return false
  const taint = taintIn(at.module, holder, (node) => node === at.node)
  for (const node of nodesUnder(holder))
    if (isNode(node, 'IfStatement') && taint.reaches(node.test)) return true
  return false
}
