// Where runs begin, by module: each entry point asks for every function on its way.
import type { AgentDraft } from '../agents/draft.ts'
import type { Module } from '../program/module.ts'
import type { Node } from '../program/node.ts'
import type { Scene } from '../scene.ts'
import type { CallSighting, TriggerSighting } from '../sighting.ts'

export interface Runs {
  readonly calls: ReadonlyMap<Module, readonly CallSighting[]>
  /** The agents that make a call. */
  readonly callers: ReadonlyMap<CallSighting, readonly AgentDraft[]>
  /** What a platform is told to run. */
  readonly events: ReadonlyMap<Module, readonly TriggerSighting[]>
  /** Agents that are code of their own, by the module that holds them. */
  readonly holders: ReadonlyMap<Module, readonly AgentDraft[]>
  /** Steps of a run that has begun. */
  readonly steps: ReadonlySet<Node>
  readonly byId: ReadonlyMap<string, AgentDraft>
}

const known = new WeakMap<Scene, Runs>()

export function runsOf(scene: Scene): Runs {
  const found = known.get(scene) ?? findRuns(scene)
  known.set(scene, found)
  return found
}

function findRuns({ calls, drafts, sightings }: Scene): Runs {
  const callers = new Map<CallSighting, AgentDraft[]>()
  for (const draft of drafts)
    for (const call of new Set(draft.calls)) callers.set(call, [...(callers.get(call) ?? []), draft])
  const byId = new Map<string, AgentDraft>()
  for (const draft of drafts) if (!byId.has(draft.id)) byId.set(draft.id, draft)
  return {
    calls: grouped(calls, ({ at }) => at.module),
    callers,
    events: grouped(
      sightings.filter((one) => one.kind === 'trigger').filter(({ trigger }) => trigger === 'event'),
      ({ at }) => at.module,
    ),
    holders: grouped(
      drafts.filter(({ sighting, graph }) => sighting === undefined && graph === undefined),
      ({ region }) => region.module,
    ),
    steps: new Set(
      drafts
        .filter(({ kind }) => kind !== 'single-call')
        .flatMap(({ owned }) => owned.map(({ node }) => node)),
    ),
    byId,
  }
}

function grouped<T>(list: readonly T[], of: (one: T) => Module): Map<Module, T[]> {
  const groups = new Map<Module, T[]>()
  for (const one of list) {
    const group = groups.get(of(one))
    if (group === undefined) groups.set(of(one), [one])
    else group.push(one)
  }
  return groups
}
