import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import {
  type FunctionNode,
  type Node,
  around,
  enclosingClass,
  enclosingFunction,
  isCall,
  isFunction,
  isInside,
  isNode,
  nodesUnder,
  returnsOf,
} from '../program/node.ts'
import type { Scene } from '../scene.ts'
import { declarationOf } from './declaration.ts'
import { feedingOf } from './feeding.ts'
import { type Mutation, mutationsIn } from './mutations.ts'
import { outermost } from './run-code.ts'

/** Fields and captured variables that a run changes and needs again: they end with the process. */
export function instanceStateOf(scene: Scene, draft: AgentDraft): Sight[] {
  const found = new Map<string, Sight>()
  for (const region of outermost(draft.owned))
    for (const mutation of mutationsIn(region)) {
      const sight = ofField(scene, draft, mutation) ?? ofClosure(scene, draft, mutation)
      if (sight !== undefined && !found.has(sight.what)) found.set(sight.what, sight)
    }
  return [...found.values()]
}

function ofField(
  scene: Scene,
  draft: AgentDraft,
  { module, node, target, how }: Mutation,
): Sight | undefined {
  const [name] = target.path
  const owner = isNode(target.node, 'ThisExpression') ? enclosingClass(target.node) : undefined
  if (owner === undefined || name === undefined || isConstructor(node)) return undefined
  const isHistory = how === 'append' && feedingOf(scene, draft).fields.get(owner)?.has(name) === true
  const isStatus =
    (how === 'count' || how === 'append') && inStep(scene, node) && decides(owner, name, target.node)
  if (!isHistory && !isStatus) return undefined
  return {
    ...module.placeOf(node),
    kind: isHistory ? 'history' : 'status',
    what: `this.${target.path.join('.')}`,
  }
}

function isConstructor(node: Node): boolean {
  const method = around(node, (outer) => isNode(outer, 'MethodDefinition'))
  return isNode(method, 'MethodDefinition') && method.kind === 'constructor'
}

function inStep(scene: Scene, node: Node): boolean {
  const holder = enclosingFunction(node)
  return holder !== undefined && scene.asking.functions.has(holder)
}

/** Read in a condition somewhere in the class. */
function decides(owner: Node, name: string, written: Node): boolean {
  for (const node of nodesUnder(owner)) {
    if (
      !isNode(node, 'MemberExpression') ||
      !isNode(node.object, 'ThisExpression') ||
      node.object === written
    )
      continue
    if (!isNode(node.property, 'Identifier') || node.property.name !== name) continue
    const test = around(node, (outer) => isFunction(outer) || 'test' in outer)
    if (test !== undefined && 'test' in test && test.test && isInside(node, test.test)) return true
  }
  return false
}

/** A variable of a function that returned long ago: `createAgent()` gives out functions that share it. */
function ofClosure(
  scene: Scene,
  draft: AgentDraft,
  { module, node, target, how }: Mutation,
): Sight | undefined {
  if (!isNode(target.node, 'Identifier') || (how !== 'append' && how !== 'put')) return undefined
  const declared = declarationOf(scene.program, module, target.node)
  const factory = declared && enclosingFunction(declared.node)
  const inner = enclosingFunction(node)
  if (
    !declared ||
    !isNode(declared.node, 'VariableDeclarator') ||
    factory === undefined ||
    inner === undefined
  )
    return undefined
  if (factory === inner || !isFunction(factory) || !givesOut(factory, inner)) return undefined
  if (!feedingOf(scene, draft).variables.has(declared.variable)) return undefined
  return { ...declared.module.placeOf(declared.node), kind: 'history', what: declared.variable.name }
}

/** The function, or an object that holds it, is what the factory returns. */
function givesOut(factory: FunctionNode, inner: Node): boolean {
  const names = new Set<string>()
  for (let at: Node | undefined = inner; at !== undefined && at !== factory; at = at.parent) {
    if ('id' in at && isNode(at.id as Node, 'Identifier')) names.add((at.id as { name: string }).name)
    if (isNode(at, 'VariableDeclarator') && isNode(at.id, 'Identifier')) names.add(at.id.name)
  }
  return returnsOf(factory).some((returned) =>
    [...nodesUnder(returned)].some(
      (node) =>
        (node === inner && !isCallback(inner)) || (isNode(node, 'Identifier') && names.has(node.name)),
    ),
  )
}

/** Handed to a call, which runs it: `new Promise((resolve) => …)`. */
function isCallback(node: Node): boolean {
  return isCall(node.parent) && node.parent.callee !== node
}
