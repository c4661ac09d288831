import type { Trigger, TriggerKind } from '../../facts/trigger.ts'
import type { AgentDraft, Region } from '../agents/draft.ts'
import { handlers as graphHandlers } from '../agents/graphs.ts'
import { draftOf } from '../agents/draft-of.ts'
import { functionsOf } from '../program/elements.ts'
import type { Module } from '../program/module.ts'
import { type Node, isInside } from '../program/node.ts'
import type { Scene } from '../scene.ts'
import { isAuthenticated, isDeduplicated } from './checks.ts'
import { scriptsOf } from './command-line.ts'
import { type Entry, entry } from './entry.ts'
import { branchesOf } from './payload-switch.ts'
import { declaredStarts } from './platform-files.ts'
import { type Reached, reachedAgents, withMembers } from './reached-agents.ts'
import { registrationsOf } from './registrations.ts'
import { loadsRun, resumesByLibrary } from './resumption.ts'
import { returnsRunId } from './run-id.ts'
import { decoratedOf, routesOf } from './routes.ts'
import type { Start } from './start.ts'

const known = new WeakMap<Scene, readonly Start[]>()

/** Every entry point that reaches an agent. */
export function triggersOf(scene: Scene): Trigger[] {
  if (scene.drafts.length === 0) return []
  return [...startsOf(scene).map((start) => triggerOf(scene, start)), ...ofPlatformFiles(scene)]
}

export function startsOf(scene: Scene): readonly Start[] {
  const found = known.get(scene) ?? findStarts(scene)
  known.set(scene, found)
  return found
}

function findStarts(scene: Scene): Start[] {
  const outside = [
    ...seenByAdapters(scene),
    ...registrationsOf(scene),
    ...routesOf(scene),
    ...decoratedOf(scene),
  ]
  const skip = notRunAtOnce(scene, outside)
  const starts: Start[] = []
  const add = (one: Entry): void => {
    const reached = reachedAgents(scene, one.handlers, skip)
    const isResuming = resumesByLibrary(scene, reached.way)
    if (reached.drafts.length === 0 && !isResuming) return
    for (const start of split(scene, { ...one, reached, does: doesOf(scene, reached, one.kind) }, skip))
      if (!starts.some((other) => other.kind === start.kind && other.at.node === start.at.node))
        starts.push(start)
  }
  for (const one of outside) add(one)
  const commands = new Set(starts.filter(({ kind }) => kind === 'cli').map(({ at }) => at.module))
  for (const one of scriptsOf(scene)) {
    if (commands.has(one.at.module)) continue
    const before = starts.length
    add(one)
    // One script is one way to start it, however many statements it has.
    if (starts.length > before) commands.add(one.at.module)
  }
  const passed = new Set(starts.flatMap(({ reached }) => [...reached.passed]))
  return starts.filter(({ at }) => !passed.has(at.node))
}

/** What waits for somebody to call it: other entry points, nodes of graphs, tools. */
function notRunAtOnce(scene: Scene, outside: readonly Entry[]): Map<Node, Module> {
  const tools = scene.tools.flatMap(({ handler }) =>
    handler === undefined ? [] : functionsOf(scene.program, handler),
  )
  const nodes = scene.search.graphs.flatMap((graph) => graphHandlers(scene.search, graph))
  const regions: readonly Region[] = [...outside.flatMap((one) => one.handlers), ...tools, ...nodes]
  return new Map(regions.map(({ module, node }) => [node, module]))
}

function seenByAdapters(scene: Scene): Entry[] {
  return scene.sightings.flatMap((one) => {
    if (one.kind !== 'trigger' || one.at.module.role === 'test') return []
    const handlers = one.handlers.flatMap((value) =>
      functionsOf(scene.program, value).map(({ module, node }): Region => ({ module, node })),
    )
    // Slack's own library checks the signature of what it gets.
    const checked = one.trigger === 'slack' || one.trigger === 'chat' ? true : undefined
    return [entry(one.trigger, one.at, handlers, { checked })]
  })
}

/** A webhook whose code tells mail from messages is two ways to start an agent. */
function split(scene: Scene, start: Start, skip: ReadonlyMap<Node, Module>): Start[] {
  if (start.kind !== 'webhook' && start.kind !== 'http') return [start]
  const branches = start.handlers.flatMap(branchesOf)
  const parts = branches.flatMap(({ kind, region }): Start[] => {
    const reached = reachedAgents(scene, [region], skip)
    if (reached.drafts.length === 0) return []
    return [{ ...start, kind, at: region, reached, does: doesOf(scene, reached, kind) }]
  })
  const byKind = new Map<TriggerKind, Start>()
  for (const part of parts) if (!byKind.has(part.kind)) byKind.set(part.kind, part)
  return byKind.size > 0 ? [...byKind.values()] : [start]
}

/**
 * A library's resume, or a stored run that is loaded and goes on. Where messages of a chat are loaded, each turn
 * launches and resumes; a command line that does so is asked again, and resumes nothing.
 */
function doesOf(scene: Scene, reached: Reached, kind: TriggerKind): Trigger['does'] {
  const owned = new Set(reached.drafts.flatMap((draft) => draft.owned.map(({ node }) => node)))
  const way = reached.way.filter(({ node }) => !owned.has(node))
  if (resumesByLibrary(scene, way)) return reached.starts.length > 1 ? 'both' : 'resume'
  if (kind === 'cli' || !loadsRun(scene, firstStarts(scene, reached))) return 'launch'
  return kind === 'webhook' || kind === 'queue' ? 'resume' : 'both'
}

/** Starts on the handler's own way, not those that a run gives to its parts. */
function firstStarts(scene: Scene, { starts, drafts }: Reached): Region[] {
  const within = drafts
    .filter(({ kind }) => kind === 'loop' || kind === 'framework-agent')
    .flatMap(({ region }) => [region, ...scene.graph.reachedFrom(region)])
  return starts.filter(
    ({ module, node }) => !within.some((region) => region.module === module && isInside(node, region.node)),
  )
}

function triggerOf(scene: Scene, start: Start): Trigger {
  const { at, kind, reached } = start
  const isOpen = kind === 'cli' || kind === 'cron'
  const isAsked = !isOpen && kind !== 'event' && kind !== 'queue' && kind !== 'mcp'
  return {
    ...at.module.placeOf(at.node),
    id: idOf(start),
    kind,
    agents: reached.drafts.map(({ id }) => id),
    authenticated: isAsked
      ? (start.checked ?? isAuthenticated(scene, chainOf(start), reached.starts, start.before))
      : undefined,
    deduplicated:
      kind === 'webhook' || kind === 'slack' || kind === 'email' || kind === 'queue'
        ? isDeduplicated(scene, chainOf(start), reached.starts)
        : undefined,
    does: start.does,
    returnsId: returnsRunId(start),
  }
}

/** The handler, and what is called from it outside of agents. */
function chainOf({ handlers, reached }: Start): Region[] {
  const owned = new Set(reached.drafts.map((draft) => draft.region.node))
  return [...handlers, ...reached.way.filter(({ node }) => !owned.has(node))]
}

function idOf({ at, kind }: Start): string {
  const { file, line } = at.module.placeOf(at.node)
  return `${file}:${line}#${kind}`
}

function ofPlatformFiles(scene: Scene): Trigger[] {
  return declaredStarts(scene).flatMap(({ file, line, kind, target, name }): Trigger[] => {
    const drafts =
      kind === 'http' ? exportedDrafts(scene, target, name ?? 'default') : routeDrafts(scene, target)
    if (drafts.length === 0) return []
    const agents = withMembers(scene, drafts).map(({ id }) => id)
    const id = `${file}:${line}#${kind}`
    const place = { file, line, endLine: line }
    // The server knows its runs by thread and id, and takes them up again.
    const isServer = kind === 'http'
    return [
      {
        ...place,
        id,
        kind,
        agents,
        authenticated: undefined,
        deduplicated: undefined,
        does: isServer ? 'both' : 'launch',
        returnsId: isServer,
      },
    ]
  })
}

function exportedDrafts(scene: Scene, target: string, name: string): AgentDraft[] {
  const module = scene.program.moduleAt(target)
  if (module === undefined) return []
  const value = scene.program.exported(module, name)
  const draft = draftOf(scene.search, value, scene.drafts)
  if (draft !== undefined) return [draft]
  const made = functionsOf(scene.program, value).flatMap(
    (one) => reachedAgents(scene, [one], new Map()).drafts,
  )
  return made.length > 0
    ? made
    : scene.drafts.filter((one) => one.region.module === module && one.kind !== 'single-call')
}

function routeDrafts(scene: Scene, path: string): readonly AgentDraft[] {
  return startsOf(scene)
    .filter(({ at }) =>
      at.module.path.replace(/\/route\.\w+$|\.\w+$/, '').endsWith(path.replace(/\?.*$/, '')),
    )
    .flatMap(({ reached }) => reached.drafts)
}
