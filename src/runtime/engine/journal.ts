import type { Append, AppendResult } from '../store/store.ts'
import type { Event, NewEvent } from '../thread/event.ts'
import { EventList } from '../thread/event-list.ts'
import { fold } from '../thread/reduce.ts'
import { foldFrom, snapshotOf } from '../thread/snapshot.ts'
import { toJson, type JsonObject } from '../thread/json.ts'
import { emptyThread, type Thread } from '../thread/thread.ts'
import { indexOf } from '../thread/thread-index.ts'
import { ThreadNotFound } from '../twelvefold-error.ts'
import { withTold, type StoredText } from './tell.ts'
import type { Workshop } from './workshop.ts'

type Added = Pick<Append, 'delivery' | 'texts' | 'snapshot'>
type Extra = Added & {
  /** The data was made by `toJson` and nobody else holds it: it need not be copied once more. */
  readonly isJson?: boolean
  /** Texts of prompts, which recur: a process hands each to its store once. */
  readonly prompts?: Append['texts']
}

/** What follows the newest snapshot is folded whenever the thread is opened; a snapshot costs a few more bytes of an append. */
const EVENTS_A_SNAPSHOT = 250

/** One thread as this process knows it, and the only way to append to it. */
export interface Journal {
  /** The newest version that this process has seen. */
  readonly thread: Thread
  /**
   * Appends an intention, unless other events came first: then none is appended, the newer events are taken in,
   * and whoever intended must decide again. Calls that run beside each other append in turn: where `events` is a
   * function it is asked when its turn has come, and what this process appended meanwhile is no conflict.
   */
  intend(
    events: readonly NewEvent[] | ((thread: Thread) => readonly NewEvent[]),
    extra?: Extra,
  ): Promise<readonly Event[]>
  /**
   * Appends what has happened, whatever else came first: `make` is asked again for each newer version of the
   * thread, and the events then carry `basedOn`, the seq that their maker had seen.
   */
  record(make: (thread: Thread) => readonly NewEvent[], extra?: Extra): Promise<readonly Event[]>
  /** Takes in what others appended. */
  refresh(): Promise<Thread>
  /** Whether the lease is still `owner`'s; and whether others appended: if so, that is taken in. */
  look(owner: string): Promise<{ readonly holdsLease: boolean; readonly isNew: boolean }>
}

/** @throws ThreadNotFound */
export async function openJournal(workshop: Workshop, threadId: string): Promise<Journal> {
  const { blocks, snapshot } = await workshop.store.load(threadId)
  if (blocks.length === 0) {
    throw new ThreadNotFound(`there is no thread ${threadId}`, { hint: 'npx twelvefold threads list' })
  }
  return journalOf(workshop, foldFrom(threadId, EventList.ofBlocks(blocks), snapshot), snapshot?.seq)
}

/** The journal of a thread that does not exist yet. */
export function newJournal(workshop: Workshop, threadId: string): Journal {
  return journalOf(workshop, emptyThread(threadId))
}

function journalOf(workshop: Workshop, opened: Thread, snapshotAt = 0): Journal {
  const inTurn = takeTurns()
  let thread = opened
  const dueSnapshot = snapshotsAfter(snapshotAt)

  async function append(
    happened: readonly NewEvent[],
    { isJson = false, prompts = [], ...extra }: Extra,
  ): Promise<readonly Event[] | 'stale'> {
    const { events, texts: told } = await withTold(happened, workshop)
    const stamped = stamp(workshop, thread, events, isJson)
    const next = fold(thread.id, stamped, thread)
    const appending = appendOf(thread, next, stamped, { ...extra, ...dueSnapshot(next) })
    const result = await appendTexts(workshop, thread.id, [...prompts, ...told], appending)
    if (!result.ok) return result.conflict === 'duplicate' ? [] : 'stale'
    thread = next
    for (const listener of workshop.listeners.get(thread.id) ?? []) listener(stamped)
    return stamped
  }

  async function refresh(): Promise<Thread> {
    thread = fold(thread.id, await workshop.store.read(thread.id, thread.seq), thread)
    return thread
  }

  return {
    get thread() {
      return thread
    },
    refresh: () => inTurn(refresh),
    intend(intended, extra = {}) {
      const { seq } = thread
      return inTurn(async () => {
        if (typeof intended !== 'function' && thread.seq !== seq) return []
        const events = typeof intended === 'function' ? intended(thread) : intended
        const appended = events.length > 0 ? await append(events, extra) : []
        return appended === 'stale' ? refresh().then(() => []) : appended
      })
    },
    record(make, extra = {}) {
      const basedOn = thread.seq
      return inTurn(async () => {
        for (;;) {
          const events = make(thread)
          if (events.length === 0) return []
          const appended = await append(markBasis(events, thread, basedOn), extra)
          if (appended !== 'stale') return appended
          await refresh()
        }
      })
    },
    look: (owner) =>
      inTurn(async () => {
        const { seq, holdsLease } = await workshop.store.peek(thread.id, owner)
        const isNew = seq !== thread.seq
        if (isNew) await refresh()
        return { holdsLease, isNew }
      }),
  }
}

/** Two appends of one process at a time would only get in each other's way. */
function takeTurns(): <T>(act: () => Promise<T>) => Promise<T> {
  /** What is under way or waits for its turn. */
  let turn: Promise<unknown> | undefined
  return <T>(act: () => Promise<T>): Promise<T> => {
    const mine = turn ? turn.then(act, act) : act()
    turn = mine
    const leave = (): void => {
      if (turn === mine) turn = undefined
    }
    mine.then(leave, leave)
    return mine
  }
}

/** A prompt's text that this process has handed over before is not handed over again. */
async function appendTexts(
  { store, storedTexts }: Workshop,
  threadId: string,
  prompts: readonly StoredText[],
  append: Append,
): Promise<AppendResult> {
  const texts = prompts.filter(({ hash }) => !storedTexts.has(hash))
  if (texts.length === 0) return store.append(threadId, append)
  const result = await store.append(threadId, { ...append, texts: [...(append.texts ?? []), ...texts] })
  if (result.ok) for (const { hash } of texts) storedTexts.add(hash)
  return result
}

function appendOf(thread: Thread, next: Thread, events: readonly Event[], added: Added): Append {
  return { expectedSeq: thread.seq, events, index: indexOf(next, thread), ...added }
}

/** A snapshot for the append by which a thread becomes `next`, where one is due. */
function snapshotsAfter(taken: number): (next: Thread) => Pick<Append, 'snapshot'> {
  let last = taken
  return (next) => {
    const snapshot = next.seq - last >= EVENTS_A_SNAPSHOT ? snapshotOf(next) : undefined
    if (!snapshot) return {}
    // Where the append is stale, the next one is as good.
    last = next.seq
    return { snapshot }
  }
}

function stamp(workshop: Workshop, thread: Thread, events: readonly NewEvent[], isJson: boolean): Event[] {
  // A clock that was set back must not make a thread run backwards.
  const now = new Date(workshop.clock.now()).toISOString()
  const at = now > thread.now ? now : thread.now
  return events.map(({ type, data }, i) => {
    const json = (isJson ? data : toJson(data)) as JsonObject
    const clean = workshop.redactor.event(type, json)
    return { seq: thread.seq + i + 1, type, v: 1, at, data: clean } as unknown as Event
  })
}

/** Events that were made of an older version of the thread say so. */
function markBasis(events: readonly NewEvent[], { seq }: Thread, basedOn: number): readonly NewEvent[] {
  if (seq === basedOn) return events
  return events.map((event) => ({ ...event, data: { ...event.data, basedOn } }) as NewEvent)
}
