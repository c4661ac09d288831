import type { AgentDraft } from '../agents/draft.ts'
import { handlers } from '../agents/graphs.ts'
import { functionsOf } from '../program/elements.ts'
import {
  type Node,
  around,
  enclosingFunction,
  isCall,
  isFunction,
  isInside,
  isLoop,
  isNode,
  nodesUnder,
  endOf,
  startOf,
} from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'

/**
 * When a person is asked. `before`: for the first task or for settings; `turn`: for what each run of a loop of runs
 * starts with; `during`: about what a model did before.
 */
export interface Moment {
  readonly when: 'before' | 'turn' | 'during'
  /** Of a turn: the loop around it. */
  readonly loop: (Expression & { readonly agents: readonly AgentDraft[] }) | undefined
}

const MAX_HOPS = 4
const BEFORE: Moment = { when: 'before', loop: undefined }
const DURING: Moment = { when: 'during', loop: undefined }

export function momentOf(scene: Scene, at: Expression, hops = MAX_HOPS): Moment {
  if (isInRun(scene, at)) return DURING
  const holder = enclosingFunction(at.node)
  const own = inFunction(scene, at, holder)
  if (own !== undefined) return own
  if (holder === undefined || hops === 0) return BEFORE
  const callers = callersOf(scene, { module: at.module, node: holder })
  const moments = callers.map((caller) => momentOf(scene, caller, hops - 1))
  return (
    moments.find(({ when }) => when === 'during') ?? moments.find(({ when }) => when === 'turn') ?? BEFORE
  )
}

/** Calls by name, and the place where a function without a name stands. */
function callersOf(scene: Scene, { module, node }: Expression): Expression[] {
  const callers: Expression[] = scene.program.uses
    .callersOf(node)
    .filter((caller) => caller.module.role !== 'test')
  const { parent } = node
  const isInPlace =
    parent !== undefined && (isNode(parent, 'CallExpression') || isNode(parent, 'NewExpression'))
  return isInPlace ? [...callers, { module, node: parent }] : callers
}

/** In a tool, or in a node of a graph: a model was asked before. */
function isInRun(scene: Scene, at: Expression): boolean {
  const inside = (one: { module: unknown; node: Node }): boolean =>
    one.module === at.module && isInside(at.node, one.node)
  if (scene.search.graphs.some((graph) => handlers(scene.search, graph).some(inside))) return true
  return scene.tools.some(
    ({ handler }) => handler !== undefined && functionsOf(scene.program, handler).some(inside),
  )
}

function inFunction(scene: Scene, at: Expression, holder: Node | undefined): Moment | undefined {
  const loops: Node[] = []
  for (
    let loop = around(at.node, isLoop);
    loop !== undefined && (holder === undefined || isInside(loop, holder));
    loop = around(loop, isLoop)
  )
    loops.push(loop)
  for (const loop of loops) {
    const sites = sitesIn(scene, loop).filter((site) => !isInside(at.node, site))
    if (sites.length === 0) continue
    const isAfter = sites.some((site) => endOf(site) <= startOf(at.node))
    if (isAfter && !isTail(at.node, loop, sites)) return DURING
    return { when: 'turn', loop: { module: at.module, node: loop, agents: agentsOf(scene, sites) } }
  }
  const scope = holder ?? at.module.tree
  return sitesIn(scene, scope).some((site) => endOf(site) <= startOf(at.node)) ? DURING : undefined
}

/** `ask(); while (going) { answer(); ask() }`: the question for the next turn, at the end of this one. */
function isTail(node: Node, loop: Node, sites: readonly Node[]): boolean {
  const body = 'body' in loop ? (loop.body as Node) : undefined
  const last = isNode(body, 'BlockStatement') ? body.body.at(-1) : undefined
  return (
    last !== undefined &&
    isInside(node, last) &&
    isNode(last, 'ExpressionStatement') &&
    sites.length > 0 &&
    isNode(last.expression, 'AssignmentExpression')
  )
}

function sitesIn(scene: Scene, node: Node): Node[] {
  // What a function does that is only declared here happens when it is called.
  const runsHere = (inner: Node): boolean => !isFunction(inner) || isCall(inner.parent)
  return [...nodesUnder(node, runsHere)].filter((inner) => scene.asking.sites.has(inner))
}

function agentsOf(scene: Scene, sites: readonly Node[]): AgentDraft[] {
  const calls = new Set(scene.calls.filter(({ at }) => sites.includes(at.node)))
  for (const region of scene.drafts.flatMap(({ owned }) => owned))
    if (
      isFunction(region.node) &&
      scene.program.uses.callersOf(region.node).some(({ node }) => sites.includes(node))
    )
      for (const call of scene.asking.callsOf(region.node)) calls.add(call)
  return scene.drafts.filter((draft) => draft.calls.some((call) => calls.has(call)))
}
