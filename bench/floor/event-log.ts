import { hash } from 'node:crypto'
import type { Event } from 'twelvefold'
import type { DriverName } from 'twelvefold/store/sqlite'
import { openBareDatabase, setUpBareDatabase, type BareStatement } from './bare-table.ts'

/** One event of one thread, as it is when somebody asks for it to be stored. */
export interface LogEntry {
  readonly thread: number
  readonly event: Event
}

export interface EventLog {
  /** One commit, synced, of these events; `apart`: each in a savepoint of its own. */
  readonly commit: (entries: readonly LogEntry[], apart: boolean) => void
  readonly close: () => void
}

const sha256 = (text: string): string => hash('sha256', text, 'hex')

/**
 * What no durable log with a hash chain can do without: the store's table of events with its columns and its index, each
 * event serialised, chained to the one before by the two hashes that the store promises, and inserted by one prepared
 * statement. No engine, no leases, no check of what is there.
 */
export async function openEventLog(path: string, driver: DriverName): Promise<EventLog> {
  const database = await openBareDatabase(path, driver)
  setUpBareDatabase(database)
  database.exec(`CREATE TABLE events (
    thread INTEGER NOT NULL, seq INTEGER NOT NULL, type TEXT NOT NULL, v INTEGER NOT NULL, at INTEGER NOT NULL,
    data TEXT NOT NULL, hash BLOB NOT NULL)`)
  database.exec('CREATE UNIQUE INDEX events_by_thread ON events (thread, seq)')
  const [begin, commit, savepoint, release] = [
    'BEGIN IMMEDIATE',
    'COMMIT',
    'SAVEPOINT one',
    'RELEASE one',
  ].map((sql) => database.prepare(sql)) as [BareStatement, BareStatement, BareStatement, BareStatement]
  const insert = database.prepare(
    'INSERT INTO events (thread, seq, type, v, at, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const heads = new Map<number, string>()
  const write = ({ thread, event: { seq, type, v, at, data } }: LogEntry): void => {
    const text = JSON.stringify(data)
    const link = sha256(`${heads.get(thread) ?? ''}\n${seq}\n${type}\n${v}\n${at}\n${sha256(text)}`)
    heads.set(thread, link)
    insert.run(thread, seq, type, v, Date.parse(at), text, Buffer.from(link, 'hex'))
  }
  return {
    commit(entries, apart) {
      if (entries.length === 1) return write(entries[0]!)
      begin.run()
      for (const entry of entries) {
        if (apart) savepoint.run()
        write(entry)
        if (apart) release.run()
      }
      commit.run()
    },
    close: () => database.close(),
  }
}
