import type { EventList } from './event-list.ts'
import { fold } from './reduce.ts'
import { emptyThread, type Thread } from './thread.ts'
import { timersOf } from './timers.ts'

/** Raised whenever the fold makes something else of the same events: a snapshot of another fold is not used. */
export const FOLD_VERSION = 1

/**
 * What the fold made of the beginning of a thread, up to an event after which nothing was open: no call, no permission,
 * no request, no child, no sleep, no pause, no end. So it holds counts and a deadline. Whoever changes a stored one may
 * stretch a budget until `threads verify` compares it with the events; a permission or an answer comes from events alone.
 */
export interface Snapshot {
  /** The last event that it covers. */
  readonly seq: number
  readonly fold: number
  readonly counters: Thread['counters']
  readonly lastChoice: number
  readonly deadline?: string
  readonly toolsHash?: string
}

/** Where each member of a thread comes from again. A member that is missing here does not compile. */
const origins: {
  readonly [Member in keyof Required<Thread>]: 'events' | 'snapshot' | 'derived' | 'must be empty'
} = {
  id: 'events',
  events: 'events',
  seq: 'events',
  now: 'events',
  agent: 'events',
  agentHash: 'events',
  input: 'events',
  source: 'events',
  labels: 'events',
  parent: 'events',
  launchedAt: 'events',
  counters: 'snapshot',
  lastChoice: 'snapshot',
  deadline: 'snapshot',
  toolsHash: 'snapshot',
  timers: 'derived',
  status: 'must be empty',
  calls: 'must be empty',
  requests: 'must be empty',
  children: 'must be empty',
  toolErrors: 'must be empty',
  paused: 'must be empty',
  sleep: 'must be empty',
  ending: 'must be empty',
}

const nothing = emptyThread('')
const openMembers = (Object.keys(origins) as (keyof Thread)[]).filter(
  (name) => origins[name] === 'must be empty',
)

/** Undefined where something is open, or nothing has happened yet. */
export function snapshotOf(thread: Thread): Snapshot | undefined {
  if (thread.seq === 0 || !openMembers.every((name) => isEmpty(thread[name], nothing[name]))) return undefined
  return membersOf({ ...thread, fold: FOLD_VERSION })
}

function isEmpty(value: unknown, empty: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : value === empty
}

/** A stored snapshot, or undefined where it is of another fold, or is none. */
export function parseSnapshot(text: string): Snapshot | undefined {
  const found = parseJson(text) as Partial<Snapshot> | null | undefined
  const { seq, fold: version, counters, lastChoice, deadline, toolsHash } = found ?? {}
  const names = Object.keys(nothing.counters) as (keyof Thread['counters'])[]
  const counts = [seq, lastChoice, ...names.map((name) => counters?.[name])]
  const words = [deadline ?? '', toolsHash ?? '']
  const isWhole = counts.every(isCount) && words.every((word) => typeof word === 'string')
  if (!isWhole || version !== FOLD_VERSION) return undefined
  return membersOf(found as Snapshot)
}

/** These and no others, whatever else a stored text holds. */
function membersOf({ seq, fold: version, counters, lastChoice, deadline, toolsHash }: Snapshot): Snapshot {
  return {
    seq,
    fold: version,
    counters,
    lastChoice,
    ...(deadline === undefined ? {} : { deadline }),
    ...(toolsHash === undefined ? {} : { toolsHash }),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

/** Folds a list of events; those that a snapshot covers are not read, but for the first and the last. */
export function foldFrom(id: string, events: EventList, snapshot?: Snapshot): Thread {
  const begun = snapshot && snapshot.seq <= events.length ? threadAt(id, events, snapshot) : emptyThread(id)
  return fold(id, events.unfrozen(begun.seq), begun, events)
}

function threadAt(id: string, events: EventList, snapshot: Snapshot): Thread {
  const launched = fold(id, events.unfrozen(0, 1))
  const { seq, counters, lastChoice, deadline, toolsHash } = snapshot
  return {
    ...launched,
    seq,
    now: events.at(seq - 1)!.at,
    counters,
    lastChoice,
    timers: timersOf([], undefined, deadline),
    ...(deadline === undefined ? {} : { deadline }),
    ...(toolsHash === undefined ? {} : { toolsHash }),
  }
}
