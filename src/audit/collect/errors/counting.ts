import type { Sight } from '../../facts/place.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import { type Node, around, isInside, isLoop, isNode, memberName, nodesUnder } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Expression } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { askingTools } from '../humans/asking-tools.ts'
import { leavesLoop } from '../tools/leaving.ts'
import { runsOfTool } from '../tools/runs.ts'
import { type Clause, bodyOf } from './clause.ts'

/** Comparisons of a number that failures raise: a counter that a clause increments, a count of error events. */
export function thresholdsOf(scene: Scene, draft: AgentDraft, clauses: readonly Clause[]): Sight[] {
  const counters = new Set<unknown>()
  for (const clause of clauses)
    for (const node of nodesUnder(bodyOf(clause))) {
      const target = isNode(node, 'UpdateExpression')
        ? node.argument
        : isNode(node, 'AssignmentExpression') && node.operator === '+='
          ? node.left
          : undefined
      if (target !== undefined) counters.add(keyOf(clause.module, target))
    }
  return draft.owned.flatMap(({ module, node: top }) =>
    [...nodesUnder(top)]
      .filter((node) => isNode(node, 'IfStatement') && comparesCount(scene, module, node.test, counters))
      .map((node) => sight('threshold', module, node)),
  )
}

function comparesCount(scene: Scene, module: Module, test: Node, counters: ReadonlySet<unknown>): boolean {
  for (const node of nodesUnder(test)) {
    if (!isNode(node, 'BinaryExpression') || !['>=', '>', '<', '<=', '==='].includes(node.operator)) continue
    for (const side of [node.left, node.right])
      if (
        counters.has(keyOf(module, side)) ||
        countsErrors(module, side) ||
        countsByFunction(scene, { module, node: side })
      )
        return true
  }
  return false
}

/** `events.filter((event) => event.type === 'error').length` */
function countsErrors(module: Module, node: Node): boolean {
  return (
    isNode(node, 'MemberExpression') &&
    memberName(node) === 'length' &&
    isNode(node.object, 'CallExpression') &&
    /\.filter\(/.test(module.textOf(node.object)) &&
    /['"`]\w*(error|fail)\w*['"`]/i.test(module.textOf(node.object))
  )
}

/** `failuresInARow(thread)`: a function of the repository that counts how the last results went. */
function countsByFunction(scene: Scene, { module, node }: Expression): boolean {
  if (!isNode(node, 'CallExpression')) return false
  return scene.program.uses.resolve(scene.program.evaluate({ module, node: node.callee })).some((value) => {
    if (value.kind !== 'function' || value.node.body === null) return false
    const text = value.module.textOf(value.node.body)
    return /\.length\b|\.reduce\(/.test(text) && /(\.|['"`]\w*)(error|fail|success|ok)\w*\b/i.test(text)
  })
}

function keyOf(module: Module, node: Node): unknown {
  if (isNode(node, 'Identifier')) return module.variableOf(node) ?? node.name
  return isNode(node, 'MemberExpression') ? module.textOf(node) : undefined
}

/** Thresholds at which a person is asked: at a place that asks, or by what the tool does that asks. */
export function escalationsOf(scene: Scene, thresholds: readonly Sight[], draft: AgentDraft): Sight[] {
  const humans = scene.sightings
    .filter(({ kind }) => kind === 'human')
    .map(({ at }) => at.module.placeOf(at.node))
  const asking = askingFunctions(scene, draft)
  return thresholds.filter(
    (one) =>
      humans.some(({ file, line }) => file === one.file && line >= one.line && line <= one.endLine) ||
      draft.owned.some(({ module, node: top }) =>
        [...nodesUnder(top)].some((node) => {
          if (!isNode(node, 'IfStatement') || asking.size === 0) return false
          const { file, line } = module.placeOf(node)
          if (file !== one.file || line !== one.line) return false
          return scene.graph.callsIn({ module, node }).some(({ target }) => asking.has(target.node))
        }),
      ),
  )
}

/** `ask(thread, question)`: what the branch of a tool that asks a person calls to leave the loop. */
function askingFunctions(scene: Scene, draft: AgentDraft): Set<Node> {
  const runs = askingTools(scene)
    .filter(({ tool }) => draft.tools.some(({ at }) => at.node === tool.at.node))
    .flatMap(({ tool }) => runsOfTool(scene, draft, tool))
    .filter(({ names, at }) => names !== undefined && leavesLoop(scene, [draft], at))
  return new Set(
    runs.flatMap(({ at }) =>
      scene.graph
        .callsIn(at)
        .filter(({ at: call }) => isNode(call.node.parent, 'ReturnStatement'))
        .map(({ target }) => target.node),
    ),
  )
}

/** Endless loops whose clause goes round again, with nothing counted. */
export function unboundedRetriesOf(scene: Scene, draft: AgentDraft, clauses: readonly Clause[]): Sight[] {
  return clauses.flatMap((clause) => {
    const loop = around(clause.node, isLoop)
    if (loop === undefined || !isEndless(loop) || !owns(draft, { module: clause.module, node: loop }))
      return []
    const body = [...nodesUnder(bodyOf(clause))]
    const leaves = body.some((node) =>
      ['ReturnStatement', 'BreakStatement', 'ThrowStatement', 'UpdateExpression'].includes(node.type),
    )
    const asks = [...nodesUnder(clause.tried)].some((node) => scene.asking.sites.has(node))
    const repeats = body.some((node) => isNode(node, 'ContinueStatement'))
    return asks && !leaves && repeats ? [sight('unbounded-retry', clause.module, clause.node)] : []
  })
}

function isEndless(loop: Node): boolean {
  if (isNode(loop, 'ForStatement')) return loop.test === null
  return isNode(loop, 'WhileStatement') && isNode(loop.test, 'Literal') && loop.test.value === true
}

function owns(draft: AgentDraft, at: Region): boolean {
  return draft.owned.some(({ module, node }) => module === at.module && isInside(at.node, node))
}

/** Kinds of failures told apart: classes, status codes, codes of errors; in a clause, or where it hands its error to. */
export function classificationsOf(scene: Scene, draft: AgentDraft, clauses: readonly Clause[]): Sight[] {
  const handed = clauses.flatMap(({ module, node }) =>
    scene.graph.callsIn({ module, node }).map(({ target }) => target),
  )
  const regions: readonly Region[] = [...draft.owned, ...handed]
  const found = new Map<Node, Sight>()
  for (const { module, node: top } of regions)
    for (const node of nodesUnder(top))
      if (
        tellsApart(
          module,
          node,
          handed.some((one) => one.node === top),
        )
      )
        found.set(node, sight('classification', module, node))
  return [...found.values()]
}

function tellsApart(module: Module, node: Node, isHanded: boolean): boolean {
  if (!isNode(node, 'BinaryExpression')) return false
  const isInClause = isHanded || around(node, (outer) => isNode(outer, 'CatchClause')) !== undefined
  if (node.operator === 'instanceof') return isInClause && module.textOf(node.right) !== 'Error'
  if (!['===', '==', '>='].includes(node.operator)) return false
  return (
    isNode(node.left, 'MemberExpression') &&
    ['status', 'statusCode', 'code'].includes(memberName(node.left) ?? '') &&
    isInClause
  )
}

function sight(kind: string, module: Module, node: Node): Sight {
  const [first = ''] = module.textOf(node).split('\n')
  return { ...module.placeOf(node), kind, what: first.trim().slice(0, 80) }
}
