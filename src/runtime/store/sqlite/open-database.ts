import { dirname } from 'node:path'
import { SchemaTooNew, StoreUnusable, TwelvefoldError } from '../../twelvefold-error.ts'
import { loadDriver, type Database, type DriverName } from './driver.ts'
import { makeFolder } from './make-folder.ts'
import { migrations } from './migrations.ts'
import { whenFree } from './when-free.ts'

/** "12fo" in ASCII: tells a twelvefold store from any other SQLite file. */
const APPLICATION_ID = 0x3132666f

export interface Opened {
  readonly database: Database
  readonly driver: DriverName
}

/**
 * Opens or creates the file, sets up the connection and brings the schema up to date.
 * @throws StoreUnusable, SchemaTooNew, StoreBusy, DriverMissing
 */
export async function openDatabase(path: string, wanted?: DriverName): Promise<Opened> {
  const { name: driver, open } = await loadDriver(wanted)
  let database: Database | undefined
  try {
    makeFolder(dirname(path))
    const opened = open(path)
    database = opened
    await whenFree(() => setUp(opened))
    await whenFree(() => migrate(opened, path))
    return { database, driver }
  } catch (cause) {
    database?.close()
    if (cause instanceof TwelvefoldError) throw cause
    throw new StoreUnusable(`${path} cannot be opened as a store`, {
      hint: 'it is no SQLite file, is damaged, or may not be written: name another with --store',
      cause,
    })
  }
}

/** Waiting is ours (`whenFree`): SQLite's own stops the event loop and lets others starve. */
function setUp(database: Database): void {
  database.exec('PRAGMA busy_timeout = 0')
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  const { synchronous } = database.prepare('PRAGMA synchronous').get() as { synchronous: number }
  const { journal_mode: mode } = database.prepare('PRAGMA journal_mode').get() as { journal_mode: string }
  if (synchronous !== 2 || (mode !== 'wal' && mode !== 'memory')) {
    throw new StoreUnusable(`the connection is not durable: synchronous ${synchronous}, journal ${mode}`, {
      hint: 'the store must lie on a local disk: network file systems do not offer what WAL needs',
    })
  }
}

function migrate(database: Database, path: string): void {
  if (versionOf(database, path) === migrations.length) return
  database.exec('BEGIN IMMEDIATE')
  try {
    // Read again inside the transaction: another process may have migrated meanwhile.
    const version = versionOf(database, path)
    for (const migration of migrations.slice(version)) database.exec(migration)
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
    database.exec('COMMIT')
  } catch (thrown) {
    database.exec('ROLLBACK')
    throw thrown
  }
}

function versionOf(database: Database, path: string): number {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
  const { application_id: id } = database.prepare('PRAGMA application_id').get() as { application_id: number }
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_master').get() as {
    tables: number
  }
  if (tables > 0 && id !== APPLICATION_ID) {
    throw new StoreUnusable(`${path} is a SQLite file of another program`, {
      hint: 'name another with --store',
    })
  }
  if (version > migrations.length) {
    throw new SchemaTooNew(`${path} has schema ${version}, this twelvefold knows ${migrations.length}`, {
      hint: 'a newer twelvefold wrote it: npm install twelvefold@latest',
    })
  }
  return version
}
