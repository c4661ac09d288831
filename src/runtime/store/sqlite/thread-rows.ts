import type { Event, Labels } from '../../thread/event.ts'
import { deliveryOf, type ThreadIndex } from '../../thread/thread-index.ts'
import { CHAIN_START } from '../hash-chain.ts'
import { sealEvents } from '../stored-event.ts'
import type { Append, AppendResult, StoredEvent } from '../store.ts'
import type { Database, Statement } from './driver.ts'
import { NOW } from './thread-queries.ts'

/** What is known of a thread's newest event. A hash belongs to its seq for ever, so it may be remembered. */
interface Head {
  readonly no: number
  readonly seq: number
  readonly hash: string
}

/** Heads that are remembered, so that an append need not read before it writes. */
const MOST_HEADS = 10_000

/** All writing of a thread's rows. Every method runs inside a transaction of its caller. */
export class ThreadRows {
  readonly #heads = new Map<string, Head>()
  readonly #prepare: (sql: string) => Statement

  constructor(database: Database) {
    const prepared = new Map<string, Statement>()
    this.#prepare = (sql) => {
      const statement = prepared.get(sql) ?? database.prepare(sql)
      prepared.set(sql, statement)
      return statement
    }
  }

  append(threadId: string, append: Append): AppendResult {
    const { expectedSeq, events, index, delivery, texts = [] } = append
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
    return { ok: true }
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

  /** The thread's number, or undefined where the row is not at the head that was read. */
  #write(
    threadId: string,
    head: Head | undefined,
    sealed: readonly StoredEvent[],
    index: ThreadIndex,
    first: Event | undefined,
  ): number | undefined {
    const last = sealed.at(-1)!
    const hash = Buffer.from(last.hash, 'hex')
    const at = Date.parse(last.at)
    const awaits = index.awaits ?? null
    let no = head?.no
    if (no === undefined) {
      const agent = first?.type === 'thread_launched' ? first.data.agent : ''
      no = this.#prepare(
        `INSERT INTO threads (id, agent, status, awaits, seq, head, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)
         RETURNING no`,
      )
        .all(threadId, agent, index.status, awaits, last.seq, hash, at)
        .map(numberOf)[0]!
      if (first?.type === 'thread_launched') this.#writeLabels(no, first.data.labels)
    } else {
      const { changes } = this.#prepare(
        'UPDATE threads SET status = ?, awaits = ?, seq = ?, head = ?, updated_at = ? WHERE no = ? AND seq = ?',
      ).run(index.status, awaits, last.seq, hash, at, no, head!.seq)
      if (Number(changes) === 0) return undefined
    }
    const insert = this.#prepare(
      'INSERT INTO events (thread, seq, type, v, at, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    for (const { seq, type, v, at: when, text, hash: link } of sealed) {
      insert.run(no, seq, type, v, Date.parse(when), text, Buffer.from(link, 'hex'))
    }
    this.#writeIndex(no, index)
    this.#remember(threadId, { no, seq: last.seq, hash: last.hash })
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

  /** From memory where that is the head the caller expects; else from the row. */
  #head(threadId: string, expectedSeq = -1): Head | undefined {
    const known = this.#heads.get(threadId)
    if (known?.seq === expectedSeq) return known
    const row = this.#prepare('SELECT no, seq, head FROM threads WHERE id = ?').get(threadId) as
      { no: number; seq: number; head: Uint8Array } | undefined
    return row && { no: row.no, seq: row.seq, hash: Buffer.from(row.head).toString('hex') }
  }

  #remember(threadId: string, head: Head): void {
    this.#heads.delete(threadId)
    this.#heads.set(threadId, head)
    if (this.#heads.size > MOST_HEADS) this.#heads.delete(this.#heads.keys().next().value!)
  }
}

function numberOf(row: unknown): number {
  return (row as { no: number }).no
}
