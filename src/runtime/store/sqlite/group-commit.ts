import type { Database, Statement } from './driver.ts'
import { whenFree } from './when-free.ts'

interface Write {
  /** One statement is a transaction by itself. */
  readonly isOneStatement: boolean
  readonly run: () => unknown
  readonly resolve: (value: never) => void
  readonly reject: (reason: unknown) => void
}

/**
 * All writes of one turn of the event loop in one transaction, each in a savepoint of its own: one that fails takes
 * none of the others with it. A write is answered after the commit, that is, after the sync that covers it.
 */
export class GroupCommit {
  readonly #begin: Statement
  readonly #commit: Statement
  readonly #savepoint: Statement
  readonly #release: Statement
  readonly #database: Database
  #queue: Write[] = []
  #flushing: Promise<void> | undefined

  constructor(database: Database) {
    this.#database = database
    this.#begin = database.prepare('BEGIN IMMEDIATE')
    this.#commit = database.prepare('COMMIT')
    this.#savepoint = database.prepare('SAVEPOINT one')
    this.#release = database.prepare('RELEASE one')
  }

  /**
   * Runs `write`, which must be synchronous, inside the next transaction. Where it is one statement and alone in its
   * turn, it is the transaction: then it may be run again while others hold the lock.
   */
  run<T>(write: () => T, isOneStatement = false): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ run: write, isOneStatement, resolve, reject })
      this.#flushing ??= this.#soon()
    })
  }

  /** At the end of this turn of the event loop, when everything that it asks for is there. */
  #soon(): Promise<void> {
    return new Promise((done) => {
      setImmediate(() => {
        void this.#flush().finally(done)
      })
    })
  }

  /** Resolves when all writes that were asked for are answered. */
  async idle(): Promise<void> {
    while (this.#flushing) await this.#flushing
  }

  async #flush(): Promise<void> {
    const [first] = this.#queue
    if (this.#queue.length === 1 && first?.isOneStatement) return this.#flushAlone(first)
    try {
      await whenFree(() => this.#begin.run())
    } catch (thrown) {
      this.#flushing = undefined
      for (const write of this.#take()) write.reject(thrown)
      return
    }
    // Taken after the lock: what was asked for while waiting goes along.
    const batch = this.#take()
    this.#flushing = undefined
    const settle: (() => void)[] = []
    try {
      for (const write of batch) settle.push(this.#runOne(write, batch.length > 1))
      this.#commit.run()
    } catch (thrown) {
      this.#rollBack()
      for (const write of batch) write.reject(thrown)
      return
    }
    for (const answer of settle) answer()
  }

  async #flushAlone({ run, resolve, reject }: Write): Promise<void> {
    this.#take()
    try {
      resolve((await whenFree(run)) as never)
    } catch (thrown) {
      reject(thrown)
    }
    // What was asked for while others held the lock.
    this.#flushing = this.#queue.length > 0 ? this.#soon() : undefined
  }

  #take(): Write[] {
    const batch = this.#queue
    this.#queue = []
    return batch
  }

  /** A write that is alone needs no savepoint: rolling back the transaction is the same. */
  #runOne(write: Write, isOneOfMany: boolean): () => void {
    if (!isOneOfMany) {
      const value = write.run() as never
      return () => write.resolve(value)
    }
    this.#savepoint.run()
    try {
      const value = write.run() as never
      this.#release.run()
      return () => write.resolve(value)
    } catch (thrown) {
      this.#database.exec('ROLLBACK TO one; RELEASE one')
      return () => write.reject(thrown)
    }
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK')
    } catch {
      // Some failures, such as a full disk, have ended the transaction already.
    }
  }
}
