import type { Errors } from '../../facts/agent.ts'
import type { Sight } from '../../facts/place.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import { functionsOf } from '../program/elements.ts'
import { type Node, enclosingFunction, isFunction, isInside } from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { toolRunsOf } from '../tools/runs.ts'
import { unguardedRisks } from '../tools/risk.ts'
import { type Clause, clausesIn } from './clause.ts'
import { flowOf } from './flows.ts'
import { guardOf } from './guard.ts'
import { isSwallowed } from './swallowed.ts'
import { classificationsOf, escalationsOf, thresholdsOf, unboundedRetriesOf } from './counting.ts'

/** What becomes of failures in an agent's code and in its tools. */
export function errorsOf(scene: Scene, draft: AgentDraft): Errors {
  const handlers = handlersOf(scene, draft)
  const clauses = clausesOf(scene, draft, handlers)
  const flows = clauses.map((clause) => ({ clause, flow: flowOf(scene, draft, clause, handlers) }))
  const fed = flows.filter(({ flow }) => flow.reachesModel)
  const sites = failingSites(scene, draft, fed.length > 0)
  const guards = sites.map((at) => ({ at, guard: guardOf(scene, at) }))
  const thresholds = thresholdsOf(scene, draft, clauses)
  return {
    fedBack: fed.map(({ clause }) => sightOf('fed-back', clause)),
    raw: fed
      .filter(({ flow }) => flow.form.startsWith('raw'))
      .map(({ clause, flow }) => sightOf(flow.form, clause)),
    compact: fed
      .filter(({ flow }) => !flow.form.startsWith('raw'))
      .map(({ clause }) => sightOf('compact', clause)),
    swallowed: clauses
      .filter((clause) => isSwallowed(scene, draft, clause))
      .map((clause) => sightOf('swallowed', clause)),
    crashes: guards.filter(({ guard }) => guard.kind === 'open').map(({ at }) => crashSight(at)),
    ends: unique(
      guards.filter(({ guard }) => guard.kind === 'boundary').flatMap(({ guard }) => guard.clauses),
    ).map((clause) => sightOf('ends-run', clause)),
    unboundedRetries: unboundedRetriesOf(scene, draft, clauses),
    thresholds,
    escalations: escalationsOf(scene, thresholds, draft),
    classifications: classificationsOf(scene, draft, clauses),
  }
}

function handlersOf(scene: Scene, draft: AgentDraft): ReadonlySet<Node> {
  return new Set(
    draft.tools.flatMap(({ handler }) =>
      handler === undefined ? [] : functionsOf(scene.program, handler).map(({ node }) => node as Node),
    ),
  )
}

/** Clauses of the agent's code, of its tools, and of what these call. */
function clausesOf(scene: Scene, draft: AgentDraft, handlers: ReadonlySet<Node>): Clause[] {
  const tools: Region[] = draft.tools.flatMap(({ handler }) =>
    handler === undefined
      ? []
      : functionsOf(scene.program, handler).map(({ module, node }) => ({ module, node })),
  )
  const regions = [
    ...draft.owned,
    ...tools,
    ...tools.flatMap((tool) => scene.graph.reachedFrom(tool, (node) => handlers.has(node))),
  ]
  const own = regions.flatMap(({ module, node }) => clausesIn(module, node))
  return unique([...own, ...aroundRuns(scene, draft)])
}

/** Clauses around the places that start the agent: they stand outside its code, and are where its errors end. */
function aroundRuns(scene: Scene, draft: AgentDraft): Clause[] {
  const runs = draft.calls.filter(({ runs: run }) => run !== undefined).map(({ at }) => at)
  const starts = isFunction(draft.region.node) ? scene.program.uses.callersOf(draft.region.node) : []
  return [...runs, ...starts].flatMap(({ module, node }) => {
    const holder = module.role === 'test' ? undefined : enclosingFunction(node)
    return holder === undefined ? [] : clausesIn(module, holder).filter(({ tried }) => isInside(node, tried))
  })
}

function unique(clauses: readonly Clause[]): Clause[] {
  return clauses.filter((clause, index) => clauses.findIndex(({ node }) => node === clause.node) === index)
}

/**
 * Model calls, and places that run a chosen tool which may fail. Where failures are fed back, a branch that does
 * something beside its tool (saves, asks a person) is that thing's own matter.
 */
function failingSites(scene: Scene, draft: AgentDraft, feedsBack: boolean): Expression[] {
  const calls = draft.calls.map(({ at }) => at)
  const runs = toolRunsOf(scene, draft).flatMap((run) => {
    if (run.names === undefined) return run.by === 'mcp' ? [] : [run.at]
    return !feedsBack && unguardedRisks(scene, run.at).length > 0 ? failingCalls(scene, run.at) : []
  })
  return [...calls, ...runs].filter(
    ({ module, node }, index, all) =>
      isOwnOrCall(draft, module, node) && all.findIndex((one) => one.node === node) === index,
  )
}

/** The calls of a branch that start the tool. */
function failingCalls(scene: Scene, branch: Expression): Expression[] {
  return scene.graph
    .callsIn(branch)
    .filter(
      ({ target }) => !scene.asking.functions.has(target.node) && unguardedRisks(scene, target).length > 0,
    )
    .map(({ at }) => at)
}

function isOwnOrCall(draft: AgentDraft, module: Region['module'], node: Node): boolean {
  if (draft.calls.some(({ at }) => at.node === node)) return true
  return draft.owned.some((region) => region.module === module && isInside(node, region.node))
}

function sightOf(kind: string, { module, node }: Clause): Sight {
  const [first = ''] = module.textOf(node).split('\n')
  return { ...module.placeOf(node), kind, what: first.trim().slice(0, 80) }
}

function crashSight({ module, node }: Expression): Sight {
  const [first = ''] = module.textOf(node).split('\n')
  return { ...module.placeOf(node), kind: 'crash', what: first.trim().slice(0, 80) }
}
