import type { DriverName } from 'twelvefold/store/sqlite'

/** What the floors need of a driver. */
export interface BareDatabase {
  exec(sql: string): unknown
  prepare(sql: string): BareStatement
  close(): void
}

export interface BareStatement {
  run(...values: readonly (string | number | Uint8Array)[]): unknown
  get(...values: readonly (string | number)[]): unknown
}

export interface BareTable {
  /** One commit, synced, of these texts, a row each. */
  readonly commit: (texts: readonly string[]) => void
  readonly close: () => void
}

/** A new file with one table of an id and a text, opened with the same driver and settings as the store. */
export async function openBareTable(path: string, driver: DriverName): Promise<BareTable> {
  const database = await openBareDatabase(path, driver)
  setUpBareDatabase(database)
  database.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL)')
  const begin = database.prepare('BEGIN IMMEDIATE')
  const insert = database.prepare('INSERT INTO rows (text) VALUES (?)')
  const commit = database.prepare('COMMIT')
  return {
    commit(texts) {
      // A single row is its own transaction: the least that SQLite can do.
      if (texts.length === 1) return void insert.run(texts[0]!)
      begin.run()
      for (const text of texts) insert.run(text)
      commit.run()
    },
    close: () => database.close(),
  }
}

/** The store's own settings. */
export function setUpBareDatabase(database: BareDatabase): void {
  database.exec('PRAGMA busy_timeout = 0')
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
}

export async function openBareDatabase(path: string, driver: DriverName): Promise<BareDatabase> {
  const name: string = driver
  const module = (await import(name)) as Record<
    'default' | 'DatabaseSync',
    new (path: string) => BareDatabase
  >
  return new (driver === 'node:sqlite' ? module.DatabaseSync : module.default)(path)
}

/** Moves the log into the file and empties it: drivers do not do so whenever they close a file. */
export async function checkpoint(path: string, driver: DriverName): Promise<void> {
  const database = await openBareDatabase(path, driver)
  const { busy } = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number }
  database.close()
  if (busy !== 0) throw new Error(`another connection keeps the log of ${path}`)
}
