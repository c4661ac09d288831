import type { StateStore } from '../../facts/agent.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import { taintIn } from '../agents/taint.ts'
import { type Node, enclosingFunction, isCall, isInside, isNode, nodesUnder } from '../program/node.ts'
import { type Expression, pathOf } from '../program/value.ts'
import { functionsOf } from '../program/elements.ts'
import type { Scene } from '../scene.ts'
import type { StoreSighting } from '../sighting.ts'
import { feedingOf } from './feeding.ts'
import { type StoreCall, storeCallAt } from './store-calls.ts'

const known = new WeakMap<AgentDraft, readonly StateStore[]>()

/** Where the history or the state of a run is kept between its steps or turns. */
export function storesOf(scene: Scene, draft: AgentDraft): readonly StateStore[] {
  const found = known.get(draft) ?? find(scene, draft)
  known.set(draft, found)
  return found
}

function find(scene: Scene, draft: AgentDraft): StateStore[] {
  const stores = new Map<string, StateStore>()
  const add = (store: StateStore): void => {
    const key = `${store.file}:${store.line}`
    if (!stores.has(key)) stores.set(key, store)
  }
  for (const one of [draft.sighting?.memory, draft.graph?.memory]) if (one) add(ofSighting(one))
  for (const one of scene.sightings)
    if (one.kind === 'store' && isStoreOf(scene, draft, one)) add(ofSighting(one))
  const calls = ownStores(scene, draft)
  const conditionalWrite = calls.some(({ how, conditional }) => how === 'write' && conditional)
  for (const { module, node, what } of calls)
    add({ ...module.placeOf(node), kind: 'store', what, keeps: 'durable', conditionalWrite })
  return [...stores.values()]
}

function ofSighting({ at, keeps }: StoreSighting): StateStore {
  const what = at.module.textOf(at.node).split('\n', 1)[0]!.slice(0, 60)
  return { ...at.module.placeOf(at.node), kind: 'store', what, keeps, conditionalWrite: false }
}

/** A platform's function around the agent, or a store that its code or its run names. */
function isStoreOf(scene: Scene, draft: AgentDraft, { at, keeps }: StoreSighting): boolean {
  const holds = (region: Region): boolean => region.module === at.module && isInside(at.node, region.node)
  // LangGraph's stores hold what is known of a user; runs are kept by checkpointers, which graphs name.
  if (isCall(at.node) || isNode(at.node, 'NewExpression')) {
    const made = pathOf(scene.program.evaluate({ module: at.module, node: at.node.callee }))
    if (made !== undefined && made.endsWith('Store')) return false
  }
  if (keeps !== 'platform') return draft.owned.some(holds) && enclosingFunction(at.node) !== undefined
  if (at.module === draft.region.module && isInside(draft.region.node, at.node)) return true
  if (draft.region.node === at.node || draft.owned.some(({ node }) => node === at.node)) return true
  // `createFunction({ id }, { event }, handler)`: what its handler reaches runs there.
  if (!isCall(at.node)) return false
  return at.node.arguments
    .flatMap((node) => functionsOf(scene.program, scene.program.evaluate({ module: at.module, node })))
    .some((one) =>
      [one, ...scene.graph.reachedFrom({ module: one.module, node: one.node })].some(
        ({ module, node }) => module === draft.region.module && isInside(draft.region.node, node),
      ),
    )
}

/** Reads that flow into the model's input, and writes of what does: in the agent's code and in that around it. */
function ownStores(scene: Scene, draft: AgentDraft): StoreCall[] {
  const written = aroundRun(scene, draft).flatMap((region) => writesOf(scene, draft, region))
  const { made, later } = feedingOf(scene, draft)
  const readIn = ({ module, node }: Expression): StoreCall[] =>
    [...nodesUnder(node)].flatMap((inner) => {
      const call = storeCallAt(scene, module, inner)
      return call?.how === 'read' ? [call] : []
    })
  const read = [
    ...made.flatMap(readIn),
    ...later.flatMap(readIn).filter(({ what }) => !what.startsWith('fs.')),
  ]
  // What is only read is material: a database of products, a file of rules. A file that is only written is a product.
  const isBoth = (call: StoreCall): boolean =>
    !call.what.startsWith('fs.') ||
    (written.some(({ what }) => what.startsWith('fs.')) && read.some(({ what }) => what.startsWith('fs.')))
  return [...written, ...(written.length > 0 ? read : [])].filter(isBoth)
}

/** The agent's functions, and those that call it: where a run is loaded and saved. */
function aroundRun(scene: Scene, draft: AgentDraft): Region[] {
  const callers = draft.owned
    .flatMap(({ node }) => scene.program.uses.callersOf(node))
    .concat(draft.calls.map(({ at }) => at) as never)
    .flatMap(({ module, node }) => {
      const holder = enclosingFunction(node)
      return holder === undefined || module.role === 'test' ? [] : [{ module, node: holder }]
    })
  const all = [...draft.owned, ...callers]
  return all.filter((region, index) => all.findIndex(({ node }) => node === region.node) === index)
}

/** Writes of what flows into the model's input, or came out of the model, directly or through a function that writes. */
function writesOf(scene: Scene, draft: AgentDraft, { module, node }: Region): StoreCall[] {
  const { variables } = feedingOf(scene, draft)
  const taint = taintIn(module, node, (inner) => isRunNode(scene, draft, inner))
  const holdsRun = (at: Node): boolean => {
    for (const inner of nodesUnder(at)) if (variables.has(module.variableOf(inner) as never)) return true
    return taint.reaches(at)
  }
  const found: StoreCall[] = []
  for (const inner of nodesUnder(node)) {
    if (!isCall(inner) || isRunNode(scene, draft, inner)) continue
    const direct = storeCallAt(scene, module, inner)
    if (direct?.how === 'write' && argumentsOf(direct.node).some(holdsRun)) found.push(direct)
    if (direct !== undefined || !inner.arguments.some(holdsRun)) continue
    for (const target of savers(scene, { module, node: inner })) found.push(target)
  }
  return found
}

function isRunNode(scene: Scene, draft: AgentDraft, node: Node): boolean {
  return draft.calls.some(({ at }) => at.node === node) || (scene.asking.sites.has(node) && isCall(node))
}

/** Writes in a function that is handed the run: `saveThread(thread)`. */
function savers(scene: Scene, at: Expression): StoreCall[] {
  if (!isCall(at.node)) return []
  return scene.program.uses
    .resolve(scene.program.evaluate({ module: at.module, node: at.node.callee }))
    .flatMap((value) => {
      if (value.kind !== 'function' || scene.asking.functions.has(value.node)) return []
      const regions = [
        { module: value.module, node: value.node as Node },
        ...scene.graph.reachedFrom({ module: value.module, node: value.node }),
      ].slice(0, 6)
      return regions.flatMap(({ module, node }) =>
        [...nodesUnder(node)].flatMap((inner) => {
          const call = storeCallAt(scene, module, inner)
          return call?.how === 'write' ? [call] : []
        }),
      )
    })
}

function argumentsOf(node: Node): Node[] {
  const found: Node[] = []
  for (let at: Node | undefined = node; isCall(at);) {
    found.push(...at.arguments)
    const { callee }: { callee: Node } = at
    at = 'object' in callee ? (callee.object as Node) : undefined
  }
  return found
}
