import type { Event, Labels } from '../../thread/event.ts'
import { deliveryOf, type ThreadIndex } from '../../thread/thread-index.ts'
import { CHAIN_START } from '../hash-chain.ts'
import { sealEvents } from '../stored-event.ts'
import type { Append, AppendResult, StoredEvent } from '../store.ts'
import type { Database, SqlValue, Statement } from './driver.ts'
import { preparedOnce } from './prepared-once.ts'
import { NOW } from './thread-queries.ts'

/**
 * What is known of a thread at its newest event. All of it belongs to that seq for ever, so it may be remembered:
 * where others have appended meanwhile, the next seq is taken and the append conflicts.
 */
interface Head {
  readonly no: number
  readonly seq: number
  readonly hash: string
  readonly status: string
  readonly awaits: string | null
}

/** Stands in for the first event of a thread that another writer began. */
const NOT_LAUNCHED = { agent: '', labels: {}, parent: undefined }

/** Heads that are remembered, so that an append need not read before it writes. */
const MOST_HEADS = 10_000

/** An append that `isPlain`. */
export interface PlainAppend {
  readonly threadId: string
  readonly append: Append
}

const COLUMNS = 7
/** Enough that a call of the driver no longer counts. */
const ROWS_AT_ONCE = 25

/** The statements for so many rows, as texts: the same text is the same prepared statement. */
const inserts = new Map<number, string>()

function insertEvents(rows: number): string {
  const known = inserts.get(rows)
  if (known !== undefined) return known
  const values = Array.from({ length: rows }, () => '(?, ?, ?, ?, ?, ?, ?)').join(', ')
  const made = `INSERT INTO events (thread, seq, type, v, at, data, hash) VALUES ${values}
    ON CONFLICT (thread, seq) DO NOTHING`
  inserts.set(rows, made)
  return made
}

function valuesOf(no: number, { seq, type, v, at, text, hash }: StoredEvent): SqlValue[] {
  return [no, seq, type, v, Date.parse(at), text, Buffer.from(hash, 'hex')]
}

/** All writing of a thread's rows. Every method runs inside a transaction of its caller. */
export class ThreadRows {
  readonly #heads = new Map<string, Head>()
  readonly #prepare: (sql: string) => Statement

  constructor(database: Database) {
    this.#prepare = preparedOnce(database)
  }

  /** Whether an append is a single INSERT: nothing but one more event of a thread whose head is known. */
  isPlain(threadId: string, { events, expectedSeq, index, delivery, texts, snapshot }: Append): boolean {
    const head = this.#heads.get(threadId)
    return (
      head?.seq === expectedSeq &&
      events.length === 1 &&
      !delivery &&
      !texts &&
      !snapshot &&
      !index.requests &&
      !index.timers &&
      head.status === index.status &&
      head.awaits === (index.awaits ?? null)
    )
  }

  append(threadId: string, append: Append): AppendResult {
    const { expectedSeq, events, index, delivery, texts = [], snapshot } = append
    const seenBy = delivery === undefined ? undefined : this.#threadOf(delivery)
    if (seenBy !== undefined) return { ok: false, conflict: 'duplicate', threadId: seenBy }
    const head = this.#head(threadId, expectedSeq)
    if ((head?.seq ?? 0) !== expectedSeq) return { ok: false, conflict: 'stale', seq: head?.seq ?? 0 }
    const sealed = sealEvents(head?.hash ?? CHAIN_START, events)
    const written = this.#write(threadId, head, sealed, index, events[0])
    if (!written) {
      this.#heads.delete(threadId)
      return { ok: false, conflict: 'stale', seq: this.#head(threadId)?.seq ?? 0 }
    }
    if (delivery !== undefined) this.#keepDelivery(delivery, written)
    for (const { hash, text } of texts) {
      this.#prepare('INSERT OR IGNORE INTO texts (hash, text) VALUES (?, ?)').run(
        Buffer.from(hash, 'hex'),
        text,
      )
    }
    if (snapshot) {
      this.#prepare('INSERT OR REPLACE INTO snapshots (thread, seq, hash, data) VALUES (?, ?, ?, ?)').run(
        written,
        snapshot.seq,
        Buffer.from(sealed.at(-1)!.hash, 'hex'),
        JSON.stringify(snapshot),
      )
    }
    return { ok: true }
  }

  /** Plain appends of many threads in few statements; undefined where one of them conflicts. */
  appendTogether(appends: readonly PlainAppend[]): AppendResult[] | undefined {
    const heads: [string, Head][] = []
    const values: SqlValue[] = []
    for (const { threadId, append } of appends) {
      const head = this.#heads.get(threadId)
      if (head?.seq !== append.expectedSeq) return undefined
      const [sealed] = sealEvents(head.hash, append.events)
      values.push(...valuesOf(head.no, sealed!))
      heads.push([threadId, { ...head, seq: sealed!.seq, hash: sealed!.hash }])
    }
    for (let row = 0; row < appends.length;) {
      const rows = appends.length - row >= ROWS_AT_ONCE ? ROWS_AT_ONCE : 1
      const insert = this.#prepare(insertEvents(rows))
      const { changes } = insert.run(...values.slice(row * COLUMNS, (row + rows) * COLUMNS))
      if (Number(changes) < rows) return undefined
      row += rows
    }
    for (const [threadId, head] of heads) this.#remember(threadId, head)
    return appends.map(() => ({ ok: true }))
  }

  importThread(
    threadId: string,
    sealed: readonly StoredEvent[],
    events: readonly Event[],
    index: ThreadIndex,
  ): AppendResult {
    const head = this.#head(threadId)
    if (head) return { ok: false, conflict: 'stale', seq: head.seq }
    const no = this.#write(threadId, undefined, sealed, index, events[0])!
    for (const event of events) {
      const delivery = deliveryOf(event)
      if (delivery !== undefined) this.#keepDelivery(delivery, no)
    }
    return { ok: true }
  }

  reindex(threadId: string, index: ThreadIndex, deliveries: readonly string[]): void {
    const no = this.#head(threadId)?.no
    if (no === undefined) return
    this.#prepare('UPDATE threads SET status = ?, awaits = ? WHERE no = ?').run(
      index.status,
      index.awaits ?? null,
      no,
    )
    this.#writeIndex(no, { ...index, requests: index.requests ?? [], timers: index.timers ?? [] })
    this.#prepare('DELETE FROM snapshots WHERE thread = ?').run(no)
    this.forget(threadId)
    for (const delivery of deliveries) this.#keepDelivery(delivery, no)
  }

  acquireLease(threadId: string, owner: string, milliseconds: number): boolean {
    const { changes } = this.#prepare(
      `UPDATE threads SET lease_owner = ?1, lease_until = ${NOW} + ?2
       WHERE id = ?3 AND (lease_owner IS NULL OR lease_owner = ?1 OR lease_until <= ${NOW})`,
    ).run(owner, milliseconds, threadId)
    return Number(changes) === 1
  }

  releaseLease(threadId: string, owner: string): void {
    this.#prepare(
      'UPDATE threads SET lease_owner = NULL, lease_until = NULL WHERE id = ? AND lease_owner = ?',
    ).run(threadId, owner)
  }

  /** A transaction that was rolled back leaves heads behind that never were. */
  forget(threadId: string): void {
    this.#heads.delete(threadId)
  }

  forgetAll(): void {
    this.#heads.clear()
  }

  /** The thread's number, or undefined where others have appended after the head; then nothing was written. */
  #write(
    threadId: string,
    head: Head | undefined,
    sealed: readonly StoredEvent[],
    index: ThreadIndex,
    first: Event | undefined,
  ): number | undefined {
    const last = sealed.at(-1)!
    const { status, awaits = null } = index
    const no = head?.no ?? this.#writeThread(threadId, status, awaits, first)
    const insert = this.#prepare(insertEvents(1))
    for (const event of sealed) {
      const { changes } = insert.run(...valuesOf(no, event))
      // Only the first can meet another's: the lock is ours from here on.
      if (Number(changes) === 0) return undefined
    }
    if (head && (head.status !== status || head.awaits !== awaits)) {
      this.#prepare('UPDATE threads SET status = ?, awaits = ? WHERE no = ?').run(status, awaits, no)
    }
    this.#writeIndex(no, index)
    this.#remember(threadId, { no, seq: last.seq, hash: last.hash, status, awaits })
    return no
  }

  #writeThread(threadId: string, status: string, awaits: string | null, first: Event | undefined): number {
    const { agent, parent, labels } = first?.type === 'thread_launched' ? first.data : NOT_LAUNCHED
    const { lastInsertRowid } = this.#prepare(
      'INSERT INTO threads (id, agent, parent, status, awaits) VALUES (?, ?, ?, ?, ?)',
    ).run(threadId, agent, parent?.threadId ?? null, status, awaits)
    const no = Number(lastInsertRowid)
    this.#writeLabels(no, labels)
    return no
  }

  #writeLabels(no: number, labels: Labels): void {
    for (const [name, value] of Object.entries(labels)) {
      this.#prepare('INSERT INTO labels (name, value, thread) VALUES (?, ?, ?)').run(name, value, no)
    }
  }

  #writeIndex(no: number, { requests, timers }: ThreadIndex): void {
    if (requests) {
      this.#prepare('DELETE FROM requests WHERE thread = ?').run(no)
      const insert = this.#prepare('INSERT INTO requests (thread, request_id, data) VALUES (?, ?, ?)')
      for (const ask of requests) insert.run(no, ask.requestId, JSON.stringify(ask))
    }
    if (timers) {
      this.#prepare('DELETE FROM timers WHERE thread = ?').run(no)
      const insert = this.#prepare('INSERT INTO timers (thread, timer_id, due) VALUES (?, ?, ?)')
      for (const { timerId, due } of timers) insert.run(no, timerId, Date.parse(due))
    }
  }

  #keepDelivery(delivery: string, no: number): void {
    this.#prepare('INSERT OR IGNORE INTO deliveries (delivery, thread) VALUES (?, ?)').run(delivery, no)
  }

  #threadOf(delivery: string): string | undefined {
    const row = this.#prepare('SELECT id FROM deliveries JOIN threads ON no = thread WHERE delivery = ?').get(
      delivery,
    ) as { id: string } | undefined
    return row?.id
  }

  /** From memory where that is the head the caller expects; else from the rows. */
  #head(threadId: string, expectedSeq = -1): Head | undefined {
    const known = this.#heads.get(threadId)
    if (known?.seq === expectedSeq) return known
    const row = this.#prepare(
      `SELECT no, seq, hash, status, awaits FROM threads JOIN events ON thread = no
       WHERE id = ? ORDER BY seq DESC LIMIT 1`,
    ).get(threadId) as (Omit<Head, 'hash'> & { readonly hash: Uint8Array }) | undefined
    if (!row) return undefined
    const { no, seq, hash, status, awaits } = row
    return { no, seq, hash: Buffer.from(hash).toString('hex'), status, awaits }
  }

  #remember(threadId: string, head: Head): void {
    this.#heads.delete(threadId)
    this.#heads.set(threadId, head)
    if (this.#heads.size > MOST_HEADS) this.#heads.delete(this.#heads.keys().next().value!)
  }
}
