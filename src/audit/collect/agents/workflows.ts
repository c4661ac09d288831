import {
  type FunctionNode,
  type Node,
  around,
  isFunction,
  isInside,
  isLoop,
  isNode,
  memberName,
} from '../program/node.ts'
import type { AgentDraft, Region } from './draft.ts'
import type { Search } from './search.ts'
import { makeDraft } from './make-draft.ts'
import { bindingsOf } from '../program/bindings.ts'
import { alternatives, pathOf } from '../program/value.ts'
import { draftsOf } from './draft-of.ts'
import { toolHandlers } from './members.ts'
import { classOrSelf, isNamed, namedFunctionAround } from './spans.ts'

/**
 * Functions that take two or more agents in an order that code fixes. The smallest such function counts; a script's
 * own `main`, which nothing else calls, is a demonstration and none.
 */
export function findWorkflows(search: Search, found: readonly AgentDraft[]): AgentDraft[] {
  const entries = entriesOf(found)
  const candidates = new Map<Node, { region: Region & { node: FunctionNode }; agents: Set<AgentDraft> }>()
  for (const { region, agents } of holders(search, entries, found)) {
    if (isPartOfAgent(found, region) || isScript(search, region) || isHandler(search, region)) continue
    candidates.set(region.node, { region, agents })
  }
  return [...candidates.values()]
    .filter(({ agents }) => agents.size >= 2)
    .filter(({ region }) => !holdsSmaller(search, region, candidates))
    .map(({ region, agents }) =>
      makeDraft('workflow', [...agents][0]!.framework, classOrSelf(region), { members: [...agents] }),
    )
}

/** Functions that start an agent when they are called. */
function entriesOf(found: readonly AgentDraft[]): Map<Node, AgentDraft> {
  const entries = new Map<Node, AgentDraft>()
  for (const draft of found) {
    const { node } = draft.region
    if (isFunction(node)) entries.set(node, draft)
  }
  return entries
}

interface Holder {
  readonly region: Region & { node: FunctionNode }
  readonly agents: Set<AgentDraft>
}

/** Functions with the agents that they start, directly or through a function that starts just one. */
function holders(
  search: Search,
  entries: ReadonlyMap<Node, AgentDraft>,
  drafts: readonly AgentDraft[],
): Holder[] {
  const found: Holder[] = []
  const handlers = toolHandlers(search, drafts)
  for (const node of search.asking.functions) {
    if (!isFunction(node)) continue
    const module = search.program.modules.find((one) => one.nodes(node.type).includes(node as never))
    if (module === undefined || module.role === 'test' || !isNamed(node)) continue
    const region = { module, node }
    const agents = new Set<AgentDraft>()
    // What a tool does, the model chooses: it is no step of the function around it.
    const isChosen = (at: Node): boolean =>
      around(at, (outer) => outer === node || handlers.has(outer)) !== node
    for (const { at, target } of search.graph.callsIn(region)) {
      if (isChosen(at.node)) continue
      const entry = entries.get(target.node)
      if (entry !== undefined) agents.add(entry)
      else for (const inner of soleAgents(search, target, entries, drafts)) agents.add(inner)
    }
    for (const call of search.calls) {
      if (call.runs === undefined || call.at.module !== module || !isInside(call.at.node, node)) continue
      if (isChosen(call.at.node)) continue
      const runs = draftsOf(search, call.runs, drafts)
      for (const run of isRepeated(call.at.node, node) ? runs : runs.slice(0, 1)) agents.add(run)
    }
    found.push({ region, agents })
  }
  return found
}

/** One call runs one agent, whichever it is; over a list of agents it runs each. */
function isRepeated(at: Node, top: Node): boolean {
  const cycle = around(at, (outer) => outer === top || isLoop(outer) || isIterated(outer))
  return cycle !== undefined && cycle !== top
}

function isIterated(node: Node): boolean {
  const call = node.parent
  return (
    isFunction(node) &&
    isNode(call, 'CallExpression') &&
    isNode(call.callee, 'MemberExpression') &&
    /^(map|flatMap|forEach|reduce)$/.test(memberName(call.callee) ?? '')
  )
}

function soleAgents(
  search: Search,
  target: Region,
  entries: ReadonlyMap<Node, AgentDraft>,
  drafts: readonly AgentDraft[],
): AgentDraft[] {
  if (!search.asking.functions.has(target.node)) return []
  const inside = new Set<AgentDraft>()
  for (const one of search.graph.callsIn(target)) {
    const entry = entries.get(one.target.node)
    if (entry !== undefined) inside.add(entry)
  }
  for (const call of search.calls)
    if (call.runs !== undefined && call.at.module === target.module && isInside(call.at.node, target.node)) {
      for (const run of draftsOf(search, call.runs, drafts)) inside.add(run)
    }
  return inside.size === 1 ? [...inside] : []
}

function isPartOfAgent(found: readonly AgentDraft[], region: Region): boolean {
  return found.some(
    (draft) => draft.region.module === region.module && isInside(region.node, draft.region.node),
  )
}

/** Called at module level only: a script's main. */
function isScript(search: Search, region: Region): boolean {
  const callers = search.program.uses.callersOf(region.node)
  const mentions = search.program.uses.mentionsOf(region.node)
  if (callers.length === 0) return mentions.length === 0 && !isExported(region)
  return (
    mentions.length === 0 &&
    callers.every(({ module, node }) => module === region.module && namedFunctionAround(node) === undefined)
  )
}

const WEB =
  /^(express|fastify|koa|hono|next\/|@nestjs\/|@slack\/bolt|node:http|http|@hapi\/|h3|@types\/)[^:]*:|^global:(Request|Response)/

/** It is given a request or a response: a trigger, not a chain. */
function isHandler(search: Search, { module, node }: Region): boolean {
  if (!isFunction(node)) return false
  return node.params.some((parameter) => {
    for (const name of bindingsOf(parameter))
      for (const value of alternatives(search.program.evaluate({ module, node: name })))
        if (WEB.test(pathOf(value) ?? '')) return true
    return false
  })
}

function isExported(region: Region): boolean {
  const { parent } = region.node
  return parent !== undefined && (parent.type as string).startsWith('Export')
    ? true
    : [...region.module.exports.values()].some(
        (one) => one.kind !== 'from' && isInside(one.node, region.node),
      )
}

function holdsSmaller(search: Search, region: Region, candidates: ReadonlyMap<Node, Holder>): boolean {
  return search.graph
    .callsIn(region)
    .some(({ target }) => target.node !== region.node && (candidates.get(target.node)?.agents.size ?? 0) >= 2)
}
