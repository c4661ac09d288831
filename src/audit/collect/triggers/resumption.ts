import type { Region } from '../agents/draft.ts'
import { taintIn } from '../agents/taint.ts'
import { type Node, enclosingFunction, isCall, isInside, isNode, keyOf, nodesUnder } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { storeCallAt } from '../state/store-calls.ts'

const RESUMES =
  /^workflow(\/api)?:(resumeHook|resumeWebhook|.*\.resume)$|^@mastra\/.*\.resume(Stream)?$|^@openai\/agents[^:]*:RunState\.fromString\w*$|^@trigger\.dev\/sdk[^:]*:wait\.completeToken$|^@temporalio\/.*\.signal$|^@langchain\/langgraph-sdk.*\.runs\.(create|stream|wait)$/

/** A library's own call that takes up a run that waits. */
function isResumeCall(scene: Scene, module: Module, node: Node): boolean {
  if (!isCall(node)) return false
  const path = pathOf(scene.program.evaluate({ module, node: node.callee })) ?? ''
  if (RESUMES.test(path)) return true
  // `new Command({ resume })`
  if (!/^@langchain\/langgraph[^:]*:Command$/.test(path)) return false
  const [options] = node.arguments
  return (
    isNode(options, 'ObjectExpression') &&
    options.properties.some((one) => isNode(one, 'Property') && keyOf(one) === 'resume')
  )
}

/** What a store gave is handed to the agent: the run goes on from there. */
export function loadsRun(scene: Scene, starts: readonly Region[]): boolean {
  return starts.some(({ module, node }) => {
    if (!isCall(node)) return false
    const top = outermostFunction(node)
    const taint = taintIn(module, top ?? module.tree, (inner) => readsStore(scene, module, inner, 3))
    return node.arguments.some((one) => taint.reaches(one))
  })
}

function readsStore(scene: Scene, module: Module, node: Node, hops: number): boolean {
  if (storeCallAt(scene, module, node)?.how === 'read') return true
  if (!isNode(node, 'CallExpression') || hops === 0 || scene.asking.sites.has(node)) return false
  return scene.program.uses
    .resolve(scene.program.evaluate({ module, node: node.callee }))
    .some((value) => value.kind === 'function' && holdsRead(scene, value.module, value.node, hops - 1))
}

const known = new WeakMap<Scene, Map<Node, boolean[]>>()

/** Code below a function reads a store: worked out once for each number of hops. */
function holdsRead(scene: Scene, module: Module, node: Node, hops: number): boolean {
  const ofScene = known.get(scene) ?? new Map<Node, boolean[]>()
  known.set(scene, ofScene)
  const ofNode = ofScene.get(node) ?? []
  ofScene.set(node, ofNode)
  return (ofNode[hops] ??= [...nodesUnder(node)].some((inner) => readsStore(scene, module, inner, hops)))
}

function outermostFunction(node: Node): Node | undefined {
  let found = enclosingFunction(node)
  for (let at = found; at !== undefined; at = enclosingFunction(at)) found = at
  return found
}

export function resumesByLibrary(scene: Scene, way: readonly Region[]): boolean {
  return way.some(({ module, node }) => resumeCallsOf(scene, module).some((call) => isInside(call, node)))
}

const calls = new WeakMap<Scene, Map<Module, readonly Node[]>>()

/** Looked for once in each module: every entry point asks for all that is on its way. */
export function resumeCallsOf(scene: Scene, module: Module): readonly Node[] {
  const ofScene = calls.get(scene) ?? new Map<Module, readonly Node[]>()
  calls.set(scene, ofScene)
  const before = ofScene.get(module)
  if (before !== undefined) return before
  const found = [...module.nodes('CallExpression'), ...module.nodes('NewExpression')].filter((node) =>
    isResumeCall(scene, module, node),
  )
  ofScene.set(module, found)
  return found
}
