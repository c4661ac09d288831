import type { Sight } from '../../facts/place.ts'
import type { Tool } from '../../facts/tool.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import { guardOf, isCaughtWithin } from '../errors/guard.ts'
import { askingTools } from '../humans/asking-tools.ts'
import { functionsOf } from '../program/elements.ts'
import { enclosingFunction, isFunction, isInside, isNode } from '../program/node.ts'
import type { Expression } from '../program/value.ts'
import { type Scene, toolId } from '../scene.ts'
import type { ToolSighting } from '../sighting.ts'
import { redact } from '../source/redact.ts'
import { gateOfRuns } from './branch-gates.ts'
import { type Effect, effectOf, isReadingOnly } from './effect.ts'
import { resultOfRuns } from './run-results.ts'
import { answersInText, resultShapeOf } from './result-shape.ts'
import { leavesLoop } from './leaving.ts'
import { parametersDescribed } from './parameters.ts'
import { risksIn, unguardedRisks } from './risk.ts'
import { keepsRun } from './run-keeping.ts'
import { runsOfTool, toolGatesOf } from './runs.ts'
import type { ToolRun } from './tool-run.ts'

/** Every tool that a model is offered. */
export function toolFactsOf(scene: Scene): Tool[] {
  return scene.tools.map((tool) => factOf(scene, tool))
}

interface Handling {
  readonly handlers: ReturnType<typeof functionsOf>
  readonly runs: readonly ToolRun[]
  /** The code that is the tool: its handler, or the branch that runs it. */
  readonly regions: readonly Region[]
  readonly owners: readonly AgentDraft[]
}

function handlingOf(scene: Scene, tool: ToolSighting): Handling {
  const owners = scene.drafts.filter((draft) => draft.tools.some(({ at }) => at.node === tool.at.node))
  const handlers = tool.handler === undefined ? [] : functionsOf(scene.program, tool.handler)
  const runs = owners.flatMap((draft) => runsOfTool(scene, draft, tool))
  const branches = runs.filter(({ names }) => names !== undefined).map(({ at }) => at)
  return { handlers, runs, regions: handlers.length > 0 ? handlers : branches, owners }
}

function factOf(scene: Scene, tool: ToolSighting): Tool {
  const handling = handlingOf(scene, tool)
  const isHosted = tool.runBy === 'provider' || isLibrary(tool, handling)
  const throwsAt = isHosted ? [] : risksOf(scene, tool, handling)
  const { effect, effects, reversible } = effectOfTool(scene, tool, handling)
  return {
    ...tool.at.module.placeOf(tool.at.node),
    id: toolId(tool),
    name: tool.name,
    framework: tool.framework,
    described: tool.described,
    parametersDescribed: parametersDescribed(scene, tool),
    inputSchema: tool.input.kind,
    outputSchema: tool.outputSchema,
    shouldBeEnum: [],
    effect,
    effects,
    reversible,
    runBy: runByOf(tool, handling),
    gate: gateOf(scene, tool, handling),
    result: isHosted ? 'unknown' : resultOf(scene, tool, handling),
    failure: failureOf(scene, tool, handling, isHosted, throwsAt),
    throwsAt,
    schemaApart: handling.handlers.length === 0 || tool.runBy === 'code',
    idempotencyKey: tool.framework === 'twelvefold',
    offered: handling.owners.length > 0,
  }
}

function gateOf(scene: Scene, tool: ToolSighting, { owners, runs }: Handling): Sight | undefined {
  const gates = owners.flatMap((draft) => toolGatesOf(scene, draft, tool))
  const at = tool.gate ?? gateOfRuns(scene, owners, { runs, gates })
  return at && sightOf('gate', at)
}

/** A tool of a package: its inside is not this repository's. */
function isLibrary(tool: ToolSighting, { handlers, runs }: Handling): boolean {
  return tool.runBy === 'framework' && handlers.length === 0 && tool.agent === undefined && runs.length === 0
}

function runByOf(tool: ToolSighting, { runs, handlers }: Handling): Tool['runBy'] {
  if (tool.runBy !== 'code')
    return runs.some(({ by }) => by === 'registry') && handlers.length > 0 ? 'code' : tool.runBy
  return runs.length === 0 && handlers.length === 0 ? 'nobody' : 'code'
}

/** Failures that leave the tool, and the dispatch around it. */
function risksOf(scene: Scene, tool: ToolSighting, handling: Handling): Sight[] {
  if (tool.enveloped || tool.wordsFailures) return []
  if (tool.agent !== undefined) return [sightOf('asks-model', tool.at)]
  const { handlers, runs, regions } = handling
  const inside = regions.flatMap((region) =>
    unguardedRisks(scene, region).filter(
      (at) => handlers.length > 0 || !keepsRun(scene, handling.owners, region, at),
    ),
  )
  const dynamic =
    tool.input.kind === 'dynamic' ? runs.filter(({ by }) => by === 'mcp').map(({ at }) => at) : []
  const risks = [...inside, ...dynamic]
  if (risks.length === 0) return []
  const dispatched = runs.filter(({ names }) => names === undefined).map(({ at }) => at)
  const isCaughtByDispatch =
    (handlers.length === 0 || tool.runBy === 'code' || dispatched.length > 0) &&
    dispatched.length > 0 &&
    dispatched.every((at) => isConverted(scene, at, handling.owners))
  if (isCaughtByDispatch) return []
  const branches = runs.filter(({ names }) => names !== undefined)
  const left =
    handlers.length > 0 && branches.length > 0
      ? risks.filter(() => branches.some(({ at }) => !isConverted(scene, at, handling.owners)))
      : handlers.length > 0
        ? risks
        : risks.filter((at) => !isConverted(scene, at, handling.owners))
  return left.map((at) => sightOf('may-throw', at))
}

/** A failure there does not end the run: it is caught inside the loop of every agent that offers the tool. */
function isConverted(scene: Scene, at: Expression, owners: readonly AgentDraft[]): boolean {
  return owners.every(({ cycle, region }) =>
    cycle === undefined
      ? guardOf(scene, at).kind === 'caught'
      : isCaughtWithin(scene, at, cycle.shape === 'graph' ? region : cycle.region),
  )
}

function failureOf(
  scene: Scene,
  tool: ToolSighting,
  { regions, runs, owners }: Handling,
  isHosted: boolean,
  throwsAt: readonly Sight[],
): Tool['failure'] {
  if (tool.enveloped || tool.wordsFailures) return 'result'
  if (throwsAt.length > 0) return 'throws'
  if (isHosted || owners.length === 0) return 'unknown'
  if (regions.length === 0) return runs.length > 0 ? 'result' : 'cannot-fail'
  const mayFail = regions.some((region) =>
    [region, ...scene.graph.reachedBy(region)].some((one) => risksIn(scene, one).length > 0),
  )
  return mayFail ? 'result' : 'cannot-fail'
}

function resultOf(scene: Scene, tool: ToolSighting, handling: Handling): Tool['result'] {
  if (tool.enveloped) return handling.handlers.some((one) => answersInText(one.node)) ? 'adhoc' : 'envelope'
  if (tool.input.kind === 'dynamic') return 'envelope'
  const wrapped = handling.owners.map((draft) => resultOfRuns(scene, draft, handling.runs))
  if (wrapped.includes('envelope')) return handling.regions.length === 0 ? 'none' : 'envelope'
  if (handling.handlers.length > 0) {
    const shapes = handling.handlers.map(({ module, node }) => resultShapeOf(scene, module, node))
    return shapes.find((shape) => shape !== 'envelope') ?? 'envelope'
  }
  if (tool.agent !== undefined) return 'adhoc'
  // A branch that ends the run gives the model no result.
  const answering = handling.runs.filter(({ at }) => !leavesLoop(scene, handling.owners, at))
  if (answering.length === 0) return 'none'
  const shapes = answering.map(({ at }) => shapeOfDispatch(scene, handling.owners, at))
  return shapes.every((shape) => shape === 'envelope') ? 'envelope' : 'adhoc'
}

/** A function that runs whichever tool was chosen and returns its result: all of its returns have one shape. */
function shapeOfDispatch(scene: Scene, owners: readonly AgentDraft[], { module, node }: Expression) {
  const holder = enclosingFunction(node)
  const isLoop = owners.some(
    ({ cycle }) => cycle !== undefined && isInside(cycle.region.node, holder ?? node),
  )
  return isFunction(holder) && !isLoop ? resultShapeOf(scene, module, holder) : 'adhoc'
}

function effectOfTool(
  scene: Scene,
  tool: ToolSighting,
  { regions, runs, handlers, owners }: Handling,
): Effect {
  if (tool.runBy === 'provider' || tool.agent !== undefined)
    return { effect: 'read', effects: [], reversible: 'unknown' }
  if (tool.effect === 'ask' || tool.effect === 'end')
    return { effect: tool.effect, effects: [], reversible: 'unknown' }
  if (regions.length === 0)
    return {
      effect: runs.length > 0 || tool.input.kind === 'dynamic' ? 'unknown' : 'none',
      effects: [],
      reversible: 'unknown',
    }
  const [branch] = runs.filter(({ names }) => names !== undefined)
  const isOfRun = (at: Expression): boolean =>
    handlers.length === 0 && branch !== undefined && keepsRun(scene, owners, branch.at, at)
  const found = effectOf(scene, regions, { isOfRun })
  if (tool.effect === 'read' && isReadingOnly(scene, regions)) return { ...found, effect: 'read' }
  if (tool.effect === 'write') return { ...found, effect: 'write' }
  const isLeft = branch !== undefined && leavesLoop(scene, owners, branch.at)
  // What a branch sends before it leaves the run is the question itself.
  if ((isHarmless(found) || isLeft) && asks(scene, tool)) return { ...found, effect: 'ask' }
  const isEnd =
    branch !== undefined &&
    (isLeft || (regions.some(({ node }) => isNode(node, 'SwitchCase')) && endsRun(branch.at)))
  return isEnd && found.effect === 'none' ? { ...found, effect: 'end' } : found
}

const isHarmless = ({ effect }: Effect): boolean => effect === 'none' || effect === 'read'

function asks(scene: Scene, tool: ToolSighting): boolean {
  return askingTools(scene).some((one) => one.tool.at.node === tool.at.node)
}

/** The branch leaves the loop: it returns something false, or breaks out of it. */
function endsRun({ module, node }: Expression): boolean {
  return /\breturn\s*(false|null|undefined|;|\n|$)/.test(module.textOf(node))
}

function sightOf(kind: string, { module, node }: Expression): Sight {
  const what = redact(module.textOf(node).replaceAll(/\s+/g, ' ')).slice(0, 80)
  return { ...module.placeOf(node), kind, what }
}
