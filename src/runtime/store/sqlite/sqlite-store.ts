import { Closed, StoreUnusable } from '../../twelvefold-error.ts'
import type { Append, AppendResult, Store, StoredEvent, ThreadFilter } from '../store.ts'
import { openEvent } from '../stored-event.ts'
import type { ThreadIndex } from '../../thread/thread-index.ts'
import { isDriverError, type Database, type DriverName } from './driver.ts'
import { GroupCommit } from './group-commit.ts'
import { openDatabase } from './open-database.ts'
import { ThreadQueries } from './thread-queries.ts'
import { ThreadRows, type PlainAppend } from './thread-rows.ts'
import { whenFree } from './when-free.ts'

export interface SqliteStoreOptions {
  /** The file; its folder is created where it is missing. */
  readonly path: string
  /** The first of node:sqlite, libsql and better-sqlite3 that is there, unless named. */
  readonly driver?: DriverName
}

export interface SqliteStore extends Store {
  readonly driver: DriverName
  readonly path: string
}

/** A store in one SQLite file, for any number of processes of one machine. Every append is synced before it is acknowledged. */
export async function sqliteStore({ path, driver }: SqliteStoreOptions): Promise<SqliteStore> {
  const opened = await openDatabase(path, driver)
  return new OpenSqliteStore(opened.database, opened.driver, path)
}

class OpenSqliteStore implements SqliteStore {
  readonly driver: DriverName
  readonly path: string
  readonly #database: Database
  readonly #commits: GroupCommit<PlainAppend>
  readonly #rows: ThreadRows
  readonly #queries: ThreadQueries
  #isClosed = false

  constructor(database: Database, driver: DriverName, path: string) {
    this.driver = driver
    this.path = path
    this.#database = database
    const rows = new ThreadRows(database)
    this.#rows = rows
    this.#commits = new GroupCommit(database, {
      run: (appends) => rows.appendTogether(appends),
      undone: () => rows.forgetAll(),
    })
    this.#queries = new ThreadQueries(database)
  }

  append(threadId: string, append: Append): Promise<AppendResult> {
    const plain = this.#rows.isPlain(threadId, append) ? { threadId, append } : undefined
    return this.#write(threadId, () => this.#rows.append(threadId, append), plain)
  }

  async importThread(
    threadId: string,
    events: readonly StoredEvent[],
    index: ThreadIndex,
  ): Promise<AppendResult> {
    const opened = events.map(openEvent)
    return this.#write(threadId, () => this.#rows.importThread(threadId, events, opened, index))
  }

  reindex(threadId: string, index: ThreadIndex, deliveries: readonly string[]): Promise<void> {
    return this.#write(threadId, () => this.#rows.reindex(threadId, index, deliveries))
  }

  acquireLease(threadId: string, owner: string, milliseconds: number): Promise<boolean> {
    return this.#write(threadId, () => this.#rows.acquireLease(threadId, owner, milliseconds))
  }

  releaseLease(threadId: string, owner: string): Promise<void> {
    return this.#write(threadId, () => this.#rows.releaseLease(threadId, owner))
  }

  load(threadId: string): ReturnType<Store['load']> {
    return this.#ask(() => this.#queries.load(threadId))
  }

  read(threadId: string, afterSeq = 0): ReturnType<Store['read']> {
    return this.#ask(() => this.#queries.read(threadId, afterSeq))
  }

  readStored(threadId: string): ReturnType<Store['readStored']> {
    return this.#ask(() => this.#queries.readStored(threadId))
  }

  peek(threadId: string, owner?: string): ReturnType<Store['peek']> {
    return this.#ask(() => this.#queries.peek(threadId, owner))
  }

  list(filter: ThreadFilter = {}): ReturnType<Store['list']> {
    return this.#ask(() => this.#queries.list(filter))
  }

  requests(threadId?: string): ReturnType<Store['requests']> {
    return this.#ask(() => this.#queries.requests(threadId))
  }

  timers(threadId: string): ReturnType<Store['timers']> {
    return this.#ask(() => this.#queries.timers(threadId))
  }

  findDelivery(delivery: string): Promise<string | undefined> {
    return this.#ask(() => this.#queries.findDelivery(delivery))
  }

  text(hash: string): Promise<string | undefined> {
    return this.#ask(() => this.#queries.text(hash))
  }

  due(agents: readonly string[], now: string, limit: number): Promise<readonly string[]> {
    return this.#ask(() => this.#queries.due(agents, now, limit))
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    await this.#commits.idle()
    this.#database.close()
  }

  async #write<T>(threadId: string, write: () => T, plain?: PlainAppend): Promise<T> {
    this.#checkOpen()
    try {
      return await this.#commits.run(write, plain)
    } catch (thrown) {
      this.#rows.forget(threadId)
      throw this.#named(thrown)
    }
  }

  async #ask<T>(query: () => T): Promise<T> {
    this.#checkOpen()
    try {
      return await whenFree(query)
    } catch (thrown) {
      throw this.#named(thrown)
    }
  }

  /** What SQLite refuses, and rows that cannot be read, are damage: an error of the store, not of its caller. */
  #named(thrown: unknown): unknown {
    if (!isDriverError(thrown) && !(thrown instanceof SyntaxError) && !(thrown instanceof RangeError))
      return thrown
    return new StoreUnusable(`${this.path} cannot be read or written: ${thrown.message}`, {
      hint: 'the file is damaged or the disk is full: copy it, then npx twelvefold threads verify',
      cause: thrown,
    })
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new Closed(`the store ${this.path} is closed`)
  }
}
