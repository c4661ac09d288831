import type { Thread } from '../thread/thread.ts'
import { nothingUnplaced, turnsFromTheEnd, type Turn } from './turns.ts'

/** The turns that were kept of a thread when it had so many events. */
interface Kept {
  readonly length: number
  /** From the newest to the oldest. */
  readonly turns: readonly Turn[]
  /** Tokens of the next older turn, for which no room was left; undefined where all are kept. */
  readonly next: number | undefined
}

/**
 * Keeps the newest whole turns of a thread, from the newest on, that have room for so many tokens; the newest one
 * always. From step to step only what is new is looked at: turns that were kept last time are taken as they are. What
 * comes out is the same as if all had been looked at anew.
 */
export function recentTurns(): (thread: Thread, room: number) => readonly Turn[] {
  const known = new WeakMap<object, Kept>()
  return (thread, room) => {
    const { lineage, length } = thread.events
    const last = known.get(lineage)
    const kept = (last && last.length <= length ? add(thread, room, last) : undefined) ?? {
      ...take(turnsFromTheEnd(thread), room),
      length,
    }
    known.set(lineage, kept)
    return kept.turns
  }
}

/** Undefined where what came since cannot be told from the new events alone. */
function add(thread: Thread, room: number, last: Kept): Kept | undefined {
  const newer = turnsSince(thread, last.length)
  if (newer) return join(newer, last.turns, room, last, thread)
  // Words belong to the turn before them: the newest one is made anew.
  const [newest, ...older] = last.turns
  const remade = newest && newest.from > 2 ? turnsSince(thread, newest.from - 1) : undefined
  return remade && join(remade, older, room, last, thread)
}

function join(
  newer: readonly Turn[],
  older: readonly Turn[],
  room: number,
  { next }: Kept,
  thread: Thread,
): Kept | undefined {
  const { turns, left, next: cut } = take([...newer, ...older], room)
  const { length } = thread.events
  if (cut !== undefined) return { length, turns, next: cut }
  // All of them fit: whether the one before them fits too is known as long as it does not.
  return next === undefined || next > left ? { length, turns, next } : undefined
}

/** The turns from a position on, or undefined where some of it belongs to a turn before. */
function turnsSince(thread: Thread, position: number): readonly Turn[] | undefined {
  const unplaced = nothingUnplaced()
  const turns = [...turnsFromTheEnd(thread, position, unplaced)]
  const { words, outcomes, answers, compacted } = unplaced
  const isWhole = words.length === 0 && outcomes.size === 0 && answers.size === 0 && !compacted
  return isWhole ? turns : undefined
}

function take(
  turns: Iterable<Turn>,
  room: number,
): { turns: Turn[]; left: number; next: number | undefined } {
  const taken: Turn[] = []
  let left = room
  for (const turn of turns) {
    if (turn.tokens > left && taken.length > 0) return { turns: taken, left, next: turn.tokens }
    left -= turn.tokens
    taken.push(turn)
  }
  return { turns: taken, left, next: undefined }
}
