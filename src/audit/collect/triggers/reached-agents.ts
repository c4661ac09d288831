import type { AgentDraft, Region } from '../agents/draft.ts'
import { draftOf } from '../agents/draft-of.ts'
import { functionsOf } from '../program/elements.ts'
import { type Node, isCall, isFunction, isInside, nodesUnder } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Scene } from '../scene.ts'
import { runningNodes } from './command-line.ts'
import { runsOf } from './runs.ts'

export interface Reached {
  readonly drafts: readonly AgentDraft[]
  /** The first place of the handler's own way that starts one. */
  readonly starts: readonly Region[]
  /** Everything on the way, agents' own code left out. */
  readonly way: readonly Region[]
  /** Starts of a platform that this code gives: they are no entry points of their own. */
  readonly passed: ReadonlySet<Node>
}

const MAX_WAY = 300

/** The agents that are started when this code runs. What other handlers do is theirs. */
export function reachedAgents(
  scene: Scene,
  from: readonly Region[],
  skip: ReadonlyMap<Node, Module>,
): Reached {
  const { calls, callers, events, steps } = runsOf(scene)
  const drafts = new Set<AgentDraft>()
  const starts: Region[] = []
  const way = new Map<Node, Region>()
  const waiting = [...from]
  const passed = new Set<Node>()
  for (let region = waiting.pop(); region !== undefined && way.size < MAX_WAY; region = waiting.pop()) {
    if (way.has(region.node)) continue
    way.set(region.node, region)
    const holder = draftHolding(scene, region)
    if (holder !== undefined) {
      drafts.add(holder)
      if (!from.some(({ node }) => node === region.node)) starts.push(region)
    }
    const running = runningIn(region, skip)
    const isWithin = steps.has(region.node)
    const start = (at: Region): void => void (isWithin || starts.push(at))
    for (const call of calls.get(region.module) ?? []) {
      if (!running.has(call.at.node)) continue
      const found =
        call.runs === undefined ? (callers.get(call) ?? []) : [draftOf(scene.search, call.runs, scene.drafts)]
      for (const draft of found) if (draft !== undefined) drafts.add(draft)
      start(call.at)
    }
    for (const one of events.get(region.module) ?? []) {
      // `start(workflow)`: the platform runs it, this code starts it.
      if (!running.has(one.at.node) || !isFunction(region.node) || isRegistration(one.at.node)) continue
      passed.add(one.at.node)
      start(one.at)
      for (const value of one.handlers)
        for (const { module, node } of functionsOf(scene.program, value)) waiting.push({ module, node })
    }
    for (const { at, target } of scene.graph.callsIn(region)) {
      if (!running.has(at.node) || skip.has(target.node) || target.module.role === 'test') continue
      const started = draftHolding(scene, target)
      if (started !== undefined && started !== holder) start(at)
      waiting.push(target)
    }
  }
  return { drafts: withMembers(scene, [...drafts]), starts, way: [...way.values()], passed }
}

/** Code is handed over where it stands: it runs when something happens. */
function isRegistration(node: Node): boolean {
  return isCall(node) && node.arguments.some((one) => isFunction(one))
}

/** Agents with all that they are made of, each once. */
export function withMembers(scene: Scene, drafts: readonly AgentDraft[]): AgentDraft[] {
  const { byId } = runsOf(scene)
  const ids = new Set(drafts.map(({ id }) => id))
  for (const id of ids) for (const member of byId.get(id)?.members ?? []) ids.add(member.id)
  return [...ids].flatMap((id) => byId.get(id) ?? [])
}

/** What runs in a region; below a function all of it, below a statement what is called there. Other handlers are not. */
function runningIn(region: Region, skip: ReadonlyMap<Node, Module>): Set<Node> {
  if (!isFunction(region.node)) return new Set(runningNodes(region))
  const found = new Set<Node>()
  const isOther = (node: Node): boolean => node !== region.node && skip.has(node)
  for (const node of nodesUnder(region.node, (inner) => !isOther(inner))) if (!isOther(node)) found.add(node)
  return found
}

function draftHolding(scene: Scene, region: Region): AgentDraft | undefined {
  if (!isFunction(region.node) || !scene.asking.functions.has(region.node)) return undefined
  return runsOf(scene)
    .holders.get(region.module)
    ?.find((draft) => isInside(region.node, draft.region.node))
}
