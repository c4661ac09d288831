import type { Event, Labels } from '../../thread/event.ts'
import type { OpenRequest, Status, Timer } from '../../thread/thread.ts'
import { parseSnapshot } from '../../thread/snapshot.ts'
import type { LoadedThread, StoredEvent, ThreadFilter, ThreadSummary } from '../store.ts'
import type { Database, SqlValue, Statement } from './driver.ts'
import { eventBlocks } from './event-blocks.ts'
import { preparedOnce } from './prepared-once.ts'
import { utf8 } from './utf8.ts'

interface EventRow {
  readonly seq: number
  readonly type: string
  readonly v: number
  readonly at: number
  readonly data: Uint8Array
  readonly hash: Uint8Array
}

/** A text column as bytes: libsql ends the process where a text that was changed by hand is not UTF-8. */
const DATA = 'CAST(data AS BLOB) AS data'

/** Milliseconds of the database's clock. */
export const NOW = `CAST(unixepoch('subsec') * 1000 AS INTEGER)`

/** All reading. Each method sees one state of the store, or of a thread, whose events never change, its beginning. */
export class ThreadQueries {
  readonly #prepare: (sql: string) => Statement

  constructor(database: Database) {
    this.#prepare = preparedOnce(database)
  }

  load(threadId: string): LoadedThread {
    const row = this.#prepare(
      `SELECT s.seq, CAST(s.data AS BLOB) AS data FROM snapshots s JOIN events e ON e.thread = s.thread AND e.seq = s.seq AND e.hash = s.hash
       WHERE s.thread = (SELECT no FROM threads WHERE id = ?)`,
    ).get(threadId) as { seq: number; data: Uint8Array } | undefined
    const found = row && parseSnapshot(utf8(row.data))
    const snapshot = found?.seq === row?.seq ? found : undefined
    // The first event is looked at whenever a thread is loaded, its neighbours seldom.
    return { blocks: eventBlocks(this.#prepare, threadId, 0, 1), ...(snapshot ? { snapshot } : {}) }
  }

  read(threadId: string, afterSeq: number): Event[] {
    return eventBlocks(this.#prepare, threadId, afterSeq).flatMap(({ read }) => [...read()])
  }

  readStored(threadId: string): StoredEvent[] {
    const rows = this.#prepare(
      `SELECT seq, type, v, at, ${DATA}, hash FROM events
       WHERE thread = (SELECT no FROM threads WHERE id = ?) ORDER BY seq`,
    ).all(threadId) as EventRow[]
    return rows.map(({ seq, type, v, at, data, hash }) => {
      return { seq, type, v, at: iso(at), text: utf8(data), hash: Buffer.from(hash).toString('hex') }
    })
  }

  peek(threadId: string, owner: string | undefined): { seq: number; holdsLease: boolean } {
    const row = this.#prepare(
      `SELECT (SELECT max(seq) FROM events WHERE thread = no) AS seq,
         lease_owner = ? AND lease_until > ${NOW} AS holds FROM threads WHERE id = ?`,
    ).get(owner ?? null, threadId) as { seq: number; holds: number | null } | undefined
    return { seq: row?.seq ?? 0, holdsLease: row?.holds === 1 }
  }

  list(filter: ThreadFilter): ThreadSummary[] {
    const { status, agent, labels = {}, idPrefix, limit = 100 } = filter
    const where: string[] = []
    const values: SqlValue[] = []
    const add = (condition: string, ...more: SqlValue[]): void =>
      void (where.push(condition), values.push(...more))
    if (status !== undefined) add('t.status = ?', status)
    if (agent !== undefined) add('t.agent = ?', agent)
    if (idPrefix !== undefined) add('t.id >= ? AND t.id < ?', idPrefix, `${idPrefix}\u{10FFFF}`)
    for (const [name, value] of Object.entries(labels)) {
      add('t.no IN (SELECT thread FROM labels WHERE name = ? AND value = ?)', name, value)
    }
    const rows = this.#prepare(
      `SELECT t.no, t.id, t.agent, t.parent, t.status, last.seq, last.at AS updated_at, e.at
       FROM threads t JOIN events e ON e.thread = t.no AND e.seq = 1
       JOIN events last ON last.thread = t.no AND last.seq = (SELECT max(seq) FROM events WHERE thread = t.no)
       ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY t.no DESC LIMIT ?`,
    ).all(...values, limit) as SummaryRow[]
    return rows.map((row) => ({ ...summaryOf(row), labels: this.#labels(row.no) }))
  }

  #labels(no: number): Labels {
    const rows = this.#prepare('SELECT name, value FROM labels WHERE thread = ? ORDER BY name').all(no)
    return Object.fromEntries(
      (rows as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
    )
  }

  requests(threadId: string | undefined): (OpenRequest & { threadId: string })[] {
    const rows = this.#prepare(
      `SELECT t.id, r.data FROM requests r JOIN threads t ON t.no = r.thread
       WHERE ?1 = '' OR t.id = ?1 ORDER BY r.thread, r.request_id`,
    ).all(threadId ?? '') as { id: string; data: string }[]
    return rows.map(({ id, data }) => ({ ...(JSON.parse(data) as OpenRequest), threadId: id }))
  }

  timers(threadId: string): Timer[] {
    const rows = this.#prepare(
      `SELECT timer_id, due FROM timers WHERE thread = (SELECT no FROM threads WHERE id = ?) ORDER BY due, timer_id`,
    ).all(threadId) as { timer_id: string; due: number }[]
    return rows.map(({ timer_id: timerId, due }) => ({ timerId, due: iso(due) }))
  }

  findDelivery(delivery: string): string | undefined {
    const row = this.#prepare('SELECT id FROM deliveries JOIN threads ON no = thread WHERE delivery = ?').get(
      delivery,
    ) as { id: string } | undefined
    return row?.id
  }

  text(hash: string): string | undefined {
    const row = this.#prepare('SELECT text FROM texts WHERE hash = unhex(?)').get(hash)
    return (row as { text: string } | undefined)?.text
  }

  due(agents: readonly string[], now: string, limit: number): string[] {
    const rows = this.#prepare(
      `SELECT id FROM threads WHERE no IN (
         SELECT no FROM threads WHERE status = 'running'
         UNION SELECT t.no FROM timers JOIN threads t ON t.no = thread
           WHERE due <= ?1 AND t.status IN ('sleeping', 'waiting_for_human')
         UNION SELECT t.no FROM threads t JOIN threads child ON child.id = t.awaits
           WHERE t.awaits IS NOT NULL AND t.status = 'sleeping' AND child.status IN ('finished', 'failed', 'cancelled')
         UNION SELECT t.no FROM threads t JOIN threads above ON above.id = t.parent
           WHERE t.parent IS NOT NULL AND t.status IN ('sleeping', 'waiting_for_human', 'paused')
             AND above.status IN ('cancelled', 'failed')
       ) AND agent IN (SELECT value FROM json_each(?2)) AND coalesce(lease_until, 0) <= ${NOW}
       ORDER BY no LIMIT ?3`,
    ).all(Date.parse(now), JSON.stringify(agents), limit) as { id: string }[]
    return rows.map(({ id }) => id)
  }
}

interface SummaryRow {
  readonly no: number
  readonly id: string
  readonly agent: string
  readonly parent: string | null
  readonly status: Status
  readonly seq: number
  readonly updated_at: number
  readonly at: number
}

function summaryOf(row: SummaryRow): Omit<ThreadSummary, 'labels'> {
  const { id, agent, parent, status, seq, updated_at, at } = row
  const from = parent === null ? {} : { parent }
  return { threadId: id, agent, ...from, status, seq, launchedAt: iso(at), updatedAt: iso(updated_at) }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
