import type { AgentDraft, Region } from '../agents/draft.ts'
import { taintIn } from '../agents/taint.ts'
import { statementOf } from '../agents/spans.ts'
import {
  type Node,
  enclosingFunction,
  isCall,
  isInside,
  isNode,
  memberName,
  nodesUnder,
} from '../program/node.ts'
import type { Module } from '../program/module.ts'
import { type Expression, alternatives, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import type { ToolSighting } from '../sighting.ts'
import { isGuarded } from './branch-gates.ts'
import type { ToolRun } from './tool-run.ts'
import { runsLookedUp } from './lookups.ts'

const known = new WeakMap<AgentDraft, readonly ToolRun[]>()

/** Where an agent's own code runs tools: branches on names, registries, an MCP client. */
export function toolRunsOf(scene: Scene, draft: AgentDraft): readonly ToolRun[] {
  return branchesOf(scene, draft).filter((run, _, all) => !isBefore(run, all))
}

/** What stands before the runs of a tool. */
export function toolGatesOf(scene: Scene, draft: AgentDraft, { name }: ToolSighting): readonly ToolRun[] {
  return branchesOf(scene, draft).filter((run, _, all) => run.names?.includes(name) && isBefore(run, all))
}

/** A gate, and the tool is run in another place. */
function isBefore({ isGate, names = [] }: ToolRun, all: readonly ToolRun[]): boolean {
  return (
    isGate === true &&
    all.some((other) => !other.isGate && (other.names?.some((name) => names.includes(name)) ?? true))
  )
}

function branchesOf(scene: Scene, draft: AgentDraft): readonly ToolRun[] {
  const found = known.get(draft)
  if (found !== undefined) return found
  const names = new Set(draft.tools.map((tool) => tool.name))
  const runs =
    draft.tools.length === 0 && !draft.moreTools
      ? []
      : codeOf(draft).flatMap((region) => runsIn(scene, region, names))
  if (runs.length === 0) runs.push(...onlyRun(scene, draft))
  const unique = runs.filter((run, index) => runs.findIndex(({ at }) => at.node === run.at.node) === index)
  known.set(draft, unique)
  return unique
}

/** The agent's code without its tools' own handlers. */
function codeOf(draft: AgentDraft): Region[] {
  return draft.owned.filter(
    ({ module, node }) =>
      !draft.tools.some(({ at }) => at.module === module && isInside(node, at.node) && node !== at.node),
  )
}

function runsIn(scene: Scene, { module, node: top }: Region, names: ReadonlySet<string>): ToolRun[] {
  const runs: ToolRun[] = []
  const taint = taintIn(module, top, (node) => scene.asking.sites.has(node))
  for (const node of nodesUnder(top)) {
    if (isNode(node, 'SwitchStatement')) runs.push(...casesOf(scene, module, node, names))
    else if (isNode(node, 'IfStatement')) {
      const name = nameTested(scene, module, node.test, names)
      const isGate = isGuarded(node.test, node.consequent)
      if (name !== undefined)
        runs.push({ by: 'switch', at: { module, node: node.consequent }, names: [name], isGate })
    } else if (isCall(node)) {
      if (isCallTool(scene, { module, node }))
        runs.push({ by: 'mcp', at: { module, node }, names: undefined })
      else if (runsLookedUp(scene, module, node, taint))
        runs.push({ by: 'registry', at: { module, node }, names: undefined })
    }
  }
  return runs
}

/** One tool needs no branch: what asks outside with the model's words is the tool. */
function onlyRun(scene: Scene, draft: AgentDraft): ToolRun[] {
  const [only, ...others] = draft.tools.filter(
    ({ runBy, handler }) => runBy === 'code' && handler === undefined,
  )
  const { cycle } = draft
  if (only === undefined || others.length > 0 || cycle === undefined || cycle.shape === 'graph') return []
  const { module, node: top } = cycle.region
  const taint = taintIn(module, enclosingFunction(top) ?? module.tree, (node) => scene.asking.sites.has(node))
  for (const node of nodesUnder(top)) {
    if (!isCall(node) || scene.asking.sites.has(node)) continue
    const path = pathOf(scene.program.evaluate({ module, node: node.callee })) ?? ''
    const isOutside =
      path !== '' && !/^global:(console|JSON|Object|Array|String|Number|Math|Date)\b/.test(path)
    if (isOutside && (node.arguments as Node[]).some((argument) => taint.reaches(argument)))
      return [{ by: 'switch', at: { module, node: statementOf(node) }, names: [only.name] }]
  }
  return []
}

function casesOf(scene: Scene, module: Module, node: Node, names: ReadonlySet<string>): ToolRun[] {
  if (!isNode(node, 'SwitchStatement')) return []
  const runs: ToolRun[] = []
  let waiting: string[] = []
  for (const one of node.cases) {
    const name = one.test === null ? undefined : textOf(scene, { module, node: one.test })
    if (name !== undefined && names.has(name)) waiting.push(name)
    if (one.consequent.length === 0) continue
    if (waiting.length > 0) runs.push({ by: 'switch', at: { module, node: one }, names: waiting })
    waiting = []
  }
  return runs
}

/** `call.name === 'bash'`, also as a part of a conjunction. */
function nameTested(
  scene: Scene,
  module: Module,
  test: Node,
  names: ReadonlySet<string>,
): string | undefined {
  if (isNode(test, 'LogicalExpression'))
    return nameTested(scene, module, test.left, names) ?? nameTested(scene, module, test.right, names)
  if (!isNode(test, 'BinaryExpression') || !['===', '=='].includes(test.operator)) return undefined
  for (const side of [test.left, test.right]) {
    const name = textOf(scene, { module, node: side })
    if (name !== undefined && names.has(name)) return name
  }
  return undefined
}

function textOf(scene: Scene, at: Expression): string | undefined {
  for (const value of alternatives(scene.program.evaluate(at)))
    if (value.kind === 'literal' && typeof value.value === 'string') return value.value
  return undefined
}

/** Seen by an adapter, or `client.callTool({ name, arguments })` of what may be an MCP client. */
function isCallTool(scene: Scene, { module, node }: Expression): boolean {
  if (scene.sightings.some((one) => one.kind === 'dispatch' && one.at.node === node)) return true
  if (!isCall(node) || !isNode(node.callee, 'MemberExpression')) return false
  return memberName(node.callee) === 'callTool' && isMcp(scene, { module, node: node.callee.object })
}

function isMcp(scene: Scene, at: Expression): boolean {
  const path = pathOf(scene.program.evaluate(at)) ?? ''
  return path === '' || /mcp|modelcontextprotocol|:Client\(\)/i.test(path)
}

/** The runs that a tool may take. */
export function runsOfTool(scene: Scene, draft: AgentDraft, tool: ToolSighting): readonly ToolRun[] {
  const runs = toolRunsOf(scene, draft)
  const named = runs.filter(({ names }) => names?.includes(tool.name))
  return named.length > 0 ? named : runs.filter(({ names }) => names === undefined)
}
