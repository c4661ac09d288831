import { functionsOf } from '../program/elements.ts'
import { type FunctionNode, type Node, around, isClass, isInside } from '../program/node.ts'
import type { CallSighting, ToolSighting } from '../sighting.ts'
import type { AgentDraft, Region } from './draft.ts'
import { draftOf, draftsOf } from './draft-of.ts'
import { isSameStep } from './same-step.ts'
import type { Search } from './search.ts'

/** Drafts with their code, their calls, their tools and their members, and ids that are their own. */
export function completed(search: Search, found: readonly AgentDraft[]): AgentDraft[] {
  const handlers = toolHandlers(search, found)
  const withCode = found.map((draft) => ({ ...draft, owned: ownedBy(search, draft, found, handlers) }))
  const withCalls = withCode.map((draft) => ({ ...draft, calls: callsOf(search, draft, withCode) }))
  for (const draft of withCalls) draft.members.push(...membersOf(search, draft, withCalls))
  return unique(
    withCalls.map((draft) => withTools(draft)).map((draft) => asWorkflow(search, draft, handlers)),
  )
}

export function toolHandlers(search: Search, found: readonly AgentDraft[]): Set<Node> {
  const tools = [...search.calls.flatMap((call) => call.tools), ...found.flatMap((draft) => draft.tools)]
  return new Set(
    tools.flatMap(({ handler }) =>
      handler === undefined ? [] : functionsOf(search.program, handler).map(({ node }) => node as Node),
    ),
  )
}

/** The region, and what it reaches that is no other agent's and no tool's. */
function ownedBy(
  search: Search,
  draft: AgentDraft,
  found: readonly AgentDraft[],
  handlers: ReadonlySet<Node>,
): Region[] {
  const others = found.filter((other) => other !== draft && other.region.node !== draft.region.node)
  const stop = (node: FunctionNode): boolean =>
    handlers.has(node) || others.some(({ region }) => region.node === node || isMethodOf(node, region))
  const regions = draft.owned.length > 1 ? draft.owned : [draft.region]
  const reached = regions.flatMap((region) => [region, ...search.graph.reachedFrom(region, stop)])
  return reached.filter(
    (region, index) =>
      reached.findIndex(({ node }) => node === region.node) === index && region.module.role !== 'test',
  )
}

function isMethodOf(node: Node, region: Region): boolean {
  return isClass(region.node) && isInside(node, region.node)
}

function callsOf(search: Search, draft: AgentDraft, found: readonly AgentDraft[]): CallSighting[] {
  const calls = new Set([...draft.calls, ...probesOf(search, draft, found)])
  for (const issue of draft.issues) calls.add(issue.call)
  for (const call of search.calls) {
    if (call.runs !== undefined) {
      if (draftsOf(search, call.runs, found).includes(draft)) calls.add(call)
      continue
    }
    const isOwn = draft.owned.some(
      ({ module, node }) => module === call.at.module && isInside(call.at.node, node),
    )
    if (isOwn) calls.add(call)
  }
  return [...calls]
}

/** Calls of the same declared function that stand in no agent's code: they try its step. */
function probesOf(search: Search, draft: AgentDraft, found: readonly AgentDraft[]): CallSighting[] {
  if (draft.framework !== 'baml' || draft.cycle === undefined) return []
  const isIn = (one: AgentDraft, { at }: CallSighting): boolean =>
    one.owned.some(({ module, node }) => module === at.module && isInside(at.node, node))
  const own = search.calls.filter((call) => isIn(draft, call))
  return search.calls.filter(
    (call) => own.some((other) => isSameStep(other, call)) && !found.some((other) => isIn(other, call)),
  )
}

/** Agents that its code starts, hands over to, or puts into its graph. */
function membersOf(search: Search, draft: AgentDraft, found: readonly AgentDraft[]): AgentDraft[] {
  const members = new Set<AgentDraft>()
  const add = (other: AgentDraft | undefined): void => {
    if (other !== undefined && other.region.node !== draft.region.node) members.add(other)
  }
  for (const value of draft.sighting?.handoffs ?? []) add(draftOf(search, value, found))
  for (const { agent } of draft.tools) if (agent !== undefined) add(draftOf(search, agent, found))
  for (const { handler } of draft.graph?.nodes ?? []) add(draftOf(search, handler, found))
  for (const region of draft.owned) {
    for (const { target } of search.graph.callsIn(region))
      add(found.find((other) => other.region.node === target.node || isMethodOf(target.node, other.region)))
    for (const call of search.calls)
      if (call.runs !== undefined && call.at.module === region.module && isInside(call.at.node, region.node))
        for (const run of draftsOf(search, call.runs, found)) add(run)
    for (const { at, handlers } of search.asking.posts)
      if (at.module === region.module && isInside(at.node, region.node))
        add(found.find((other) => handlers.includes(other.region.node)))
  }
  const named = draft.members.map((member) => found.find(({ region }) => region.node === member.region.node))
  for (const member of named) add(member)
  draft.members.length = 0
  return [...members]
}

/** A loop whose request stands in a function with its own prompt uses that function's tools and calls. */
function withTools(draft: AgentDraft): AgentDraft {
  const borrowed =
    draft.kind === 'loop' && draft.calls.every((call) => call.tools.length === 0)
      ? draft.members.filter(({ kind }) => kind === 'single-call').flatMap((member) => member.calls)
      : []
  const calls = [...new Set([...draft.calls, ...borrowed])]
  const tools: ToolSighting[] = []
  for (const tool of [...draft.tools, ...calls.flatMap((call) => (isAgentRun(call) ? [] : call.tools))])
    if (!tools.some((known) => known.at.node === tool.at.node)) tools.push(tool)
  return { ...draft, calls, tools, moreTools: draft.moreTools || calls.some((call) => call.moreTools) }
}

/** A call with agents before and after it is a step of a chain; agents that its tools ask are not. */
function asWorkflow(search: Search, draft: AgentDraft, handlers: ReadonlySet<Node>): AgentDraft {
  if (draft.kind !== 'single-call' || draft.members.length < 2) return draft
  const byTools = new Set(
    search.graph
      .callsIn(draft.region)
      .filter(({ at }) => around(at.node, (node) => handlers.has(node)) !== undefined)
      .map(({ target }) => target.node as Node),
  )
  const chained = draft.members.filter(({ region }) => !byTools.has(region.node))
  return chained.length > 1 ? { ...draft, kind: 'workflow' } : draft
}

function isAgentRun(call: CallSighting): boolean {
  return call.runs !== undefined && call.tools.length === 0
}

function unique(drafts: readonly AgentDraft[]): AgentDraft[] {
  const byId = new Map<string, number>()
  const renamed = new Map<Node, AgentDraft>()
  for (const draft of drafts) {
    const count = (byId.get(draft.id) ?? 0) + 1
    byId.set(draft.id, count)
    renamed.set(draft.region.node, count === 1 ? draft : { ...draft, id: `${draft.id}:${count}` })
  }
  return drafts.map((draft) => {
    const own =
      [...renamed.values()].find(
        ({ region, sighting }) => region.node === draft.region.node && sighting === draft.sighting,
      ) ?? draft
    return { ...own, members: draft.members.map((member) => renamed.get(member.region.node) ?? member) }
  })
}
