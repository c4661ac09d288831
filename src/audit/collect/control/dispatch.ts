import type { Dispatch } from '../../facts/agent.ts'
import type { Sight } from '../../facts/place.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import { taintIn } from '../agents/taint.ts'
import {
  type Node,
  around,
  isCall,
  isFunction,
  isNode,
  memberName,
  nodesUnder,
  startOf,
} from '../program/node.ts'
import { bindingsOf } from '../program/bindings.ts'
import { type Expression, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { toolRunsOf } from '../tools/runs.ts'
import type { ToolRun } from '../tools/tool-run.ts'

/** Where the model's choice of a tool becomes a call. Undefined when nothing runs tools. */
export function dispatchOf(scene: Scene, draft: AgentDraft): Dispatch | undefined {
  const runs = toolRunsOf(scene, draft)
  const [first] = runs
  if (first === undefined) return ofFramework(draft)
  const by =
    (['switch', 'registry', 'mcp'] as const).find((one) => runs.some((run) => run.by === one)) ?? 'switch'
  const uncovered = uncoveredBy(draft, runs)
  return {
    ...first.at.module.placeOf(dispatchNode(first)),
    by,
    validates: validatesOf(scene, draft, runs),
    unknownTool: unknownToolOf(scene, draft, runs),
    covers: uncovered === undefined ? 'unknown' : uncovered.length > 0 ? 'some' : 'all',
    uncovered: uncovered ?? [],
    dynamic: dynamicIn(scene, draft),
    unanswered: [],
    separate: true,
  }
}

function ofFramework(draft: AgentDraft): Dispatch | undefined {
  // Code of the repository sees each choice, and has the framework carry it out.
  const isDecided = draft.sighting?.decides !== undefined
  const byFramework = draft.tools.filter(({ runBy }) => runBy === 'framework' || isDecided)
  const [first] = byFramework
  if (first === undefined) return undefined
  return {
    ...draft.region.module.placeOf(draft.region.node),
    by: 'framework',
    validates: 'framework',
    unknownTool: 'framework',
    covers: 'all',
    uncovered: [],
    dynamic: [],
    unanswered: [],
    separate:
      isDecided || byFramework.every(({ gate, handler }) => gate !== undefined || handler === undefined),
  }
}

/** The whole switch, not its first case. */
function dispatchNode({ at }: ToolRun): Node {
  return isNode(at.node, 'SwitchCase') && at.node.parent !== undefined ? at.node.parent : at.node
}

function uncoveredBy(draft: AgentDraft, runs: readonly ToolRun[]): string[] | undefined {
  if (draft.moreTools || runs.some(({ names }) => names === undefined))
    return runs.some(({ by }) => by === 'registry') ? [] : undefined
  const handled = new Set(runs.flatMap(({ names }) => names ?? []))
  return draft.tools
    .filter(({ name, runBy }) => runBy === 'code' && !handled.has(name))
    .map(({ name }) => name)
}

const CHECKS = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'validate', 'assert', 'check'])

/** The arguments are checked by a schema on the way: in the loop, or by the tool object that is invoked. */
function validatesOf(scene: Scene, draft: AgentDraft, runs: readonly ToolRun[]): Dispatch['validates'] {
  for (const { module, node: top } of draft.owned)
    for (const node of nodesUnder(top)) {
      if (!isNode(node, 'CallExpression') || !isNode(node.callee, 'MemberExpression')) continue
      const path = pathOf(scene.program.evaluate({ module, node: node.callee })) ?? ''
      if (CHECKS.has(memberName(node.callee) ?? '') && !path.startsWith('global:JSON')) return 'schema'
    }
  if (draft.tools.some(({ framework }) => framework === 'baml' || framework === 'langchain'))
    return 'framework'
  return runs.some(({ by }) => by === 'mcp') ? 'unknown' : 'none'
}

function unknownToolOf(scene: Scene, draft: AgentDraft, runs: readonly ToolRun[]): Dispatch['unknownTool'] {
  if (runs.every(({ by }) => by === 'mcp')) return 'framework'
  for (const { at, by } of runs) {
    const place = dispatchNode({ at, by, names: undefined })
    if (isNode(place, 'SwitchStatement') && place.cases.some(({ test }) => test === null)) return 'handled'
    if (isNode(place.parent, 'IfStatement') && place.parent.alternate) return 'handled'
    if (by === 'registry' && checksMiss(scene, at)) return 'handled'
  }
  return draft.tools.length > 1 || runs.some(({ by }) => by === 'registry') ? 'missing' : 'unknown'
}

/** `if (!tool) …`, `tool?.execute`, `tool ?? …`, or the call stands inside `if (tool)`. */
function checksMiss(_scene: Scene, at: ToolRun['at']): boolean {
  if (!isCall(at.node)) return false
  const { callee } = at.node
  const object = isNode(callee, 'MemberExpression') ? callee.object : callee
  if (isNode(callee, 'MemberExpression') && callee.optional) return true
  const name = at.module.textOf(object)
  const holder = around(at.node, isFunction) ?? at.module.tree
  for (const node of nodesUnder(holder))
    if (isNode(node, 'IfStatement') && at.module.textOf(node.test).includes(name)) return true
  return false
}

const EXECUTES =
  /^global:(eval|Function)$|^(node:)?vm:|^(node:)?child_process:|^(node:)?util:(\*\.|default\.)?promisify\(\)$|:(execa|execaCommand)$/

/** How many calls deep the model's words are followed. */
const HOPS = 3

/** Model text that is executed: a shell command, code; also in a function that it is handed to. */
function dynamicIn(scene: Scene, draft: AgentDraft): Sight[] {
  const found = new Map<number, Sight>()
  const seen = new Set<Node>()
  const look = ({ module, node: top }: Region, starts: (node: Node) => boolean, hops: number): void => {
    const taint = taintIn(module, top, starts)
    const isGiven = (one: Node): boolean => taint.reaches(one)
    for (const node of nodesUnder(top)) {
      if (!isCall(node) || !isExecuted(scene, { module, node })) continue
      const sight = {
        ...module.placeOf(node),
        kind: 'executed',
        what: module.textOf(node.callee).slice(0, 60),
      }
      if (node.arguments.some(isGiven) && ![...found.values()].some(({ line }) => line === sight.line))
        found.set(startOf(node), sight)
    }
    for (const { at, target } of hops > 0 ? scene.graph.callsIn({ module, node: top }) : []) {
      const given = target.node.params.flatMap((one, index) =>
        at.node.arguments[index] && isGiven(at.node.arguments[index]) ? [...bindingsOf(one)] : [],
      )
      if (given.length === 0 || seen.has(target.node)) continue
      seen.add(target.node)
      const variables = new Set(given.map((name) => target.module.variableOf(name)))
      look(
        target,
        (node) => isNode(node, 'Identifier') && variables.has(target.module.variableOf(node)),
        hops - 1,
      )
    }
  }
  for (const region of draft.owned) look(region, (node) => scene.asking.sites.has(node), HOPS)
  return [...found.values()]
}

function isExecuted(scene: Scene, { module, node }: Expression): boolean {
  return (
    isCall(node) &&
    scene.program.uses
      .resolve(scene.program.evaluate({ module, node: node.callee }))
      .some((value) => EXECUTES.test(pathOf(value) ?? ''))
  )
}
