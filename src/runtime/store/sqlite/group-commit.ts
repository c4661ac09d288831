import type { Database, Statement } from './driver.ts'
import { whenFree } from './when-free.ts'

interface Write<Plain> {
  /** Set where it is one statement, which is a transaction by itself, and can be written together with others. */
  readonly plain: Plain | undefined
  readonly run: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

/** What a group commit must know of its writes. */
export interface Together<Plain> {
  /** Does them all at once, and tells what came of each in their order; undefined where one of them cannot be done. */
  readonly run: (plain: readonly Plain[]) => readonly unknown[] | undefined
  /** What was run since the transaction began was taken back, and will be run again. */
  readonly undone: () => void
}

type Settle = () => void

/** How long commits may follow each other before the event loop goes round: timers and sockets wait as long. */
const LONGEST_ROUND_MS = 5

/**
 * All writes of one turn of the event loop in one transaction. One that fails takes none of the others with it: where
 * any of them does, all are taken back and done again, each in a savepoint of its own. A write is answered after the
 * commit, that is, after the sync that covers it.
 */
export class GroupCommit<Plain> {
  readonly #begin: Statement
  readonly #commit: Statement
  readonly #database: Database
  readonly #together: Together<Plain>
  #queue: Write<Plain>[] = []
  #isScheduled = false
  #roundBegan = 0
  #onIdle: (() => void)[] = []

  constructor(database: Database, together: Together<Plain>) {
    this.#database = database
    this.#together = together
    this.#begin = database.prepare('BEGIN IMMEDIATE')
    this.#commit = database.prepare('COMMIT')
  }

  /**
   * Runs `write`, which must be synchronous, inside the next transaction. Where it is plain and alone in its turn, it
   * is the transaction: then it may be run again while others hold the lock.
   */
  run<T>(write: () => T, plain?: Plain): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ run: write, plain, resolve: resolve as Write<Plain>['resolve'], reject })
      if (!this.#isScheduled) this.#schedule()
    })
  }

  /** Resolves when all writes that were asked for are answered. */
  async idle(): Promise<void> {
    while (this.#isScheduled) await new Promise<void>((done) => this.#onIdle.push(done))
  }

  /** At the end of this turn of the event loop, when everything that it asks for is there. */
  #schedule(): void {
    this.#isScheduled = true
    setImmediate(() => {
      this.#roundBegan = performance.now()
      void this.#flush()
    })
  }

  async #flush(): Promise<void> {
    const [first] = this.#queue
    if (this.#queue.length === 1 && first?.plain !== undefined) await this.#flushAlone(first)
    else await this.#flushAll()
    // Once those who were answered have gone on as far as they can without the event loop.
    process.nextTick(() => this.#goOn())
  }

  /** What the answers of one commit led to is the next: to go round the event loop in between would find nothing more. */
  #goOn(): void {
    if (this.#queue.length > 0) {
      if (performance.now() - this.#roundBegan < LONGEST_ROUND_MS) void this.#flush()
      else this.#schedule()
      return
    }
    this.#isScheduled = false
    for (const done of this.#onIdle.splice(0)) done()
  }

  async #flushAlone({ run, resolve, reject }: Write<Plain>): Promise<void> {
    this.#take()
    try {
      resolve(await whenFree(run))
    } catch (thrown) {
      reject(thrown)
    }
  }

  async #flushAll(): Promise<void> {
    try {
      await whenFree(() => this.#begin.run())
    } catch (thrown) {
      for (const write of this.#take()) write.reject(thrown)
      return
    }
    // Taken after the lock: what was asked for while waiting goes along.
    const batch = this.#take()
    try {
      const settle = this.#runAll(batch)
      this.#commit.run()
      for (const answer of settle) answer()
    } catch (thrown) {
      this.#rollBack()
      for (const write of batch) write.reject(thrown)
    }
  }

  #take(): Write<Plain>[] {
    const batch = this.#queue
    this.#queue = []
    return batch
  }

  #runAll(batch: readonly Write<Plain>[]): readonly Settle[] {
    if (batch.length === 1) return [this.#run(batch[0]!)]
    this.#database.exec('SAVEPOINT batch')
    try {
      const settle = this.#runTogether(batch)
      if (settle) return settle
    } catch {
      // Whose failure it is shows when each is run by itself.
    }
    this.#database.exec('ROLLBACK TO batch')
    this.#together.undone()
    return batch.map((write) => this.#runApart(write))
  }

  #runTogether(batch: readonly Write<Plain>[]): readonly Settle[] | undefined {
    const plain = batch.filter((write) => write.plain !== undefined)
    const values = this.#together.run(plain.map((write) => write.plain!))
    if (!values) return undefined
    const settle = plain.map(
      (write, i): Settle =>
        () =>
          write.resolve(values[i]),
    )
    for (const write of batch) if (write.plain === undefined) settle.push(this.#run(write))
    return settle
  }

  #run(write: Write<Plain>): Settle {
    const value = write.run()
    return () => write.resolve(value)
  }

  #runApart(write: Write<Plain>): Settle {
    this.#database.exec('SAVEPOINT one')
    try {
      const settle = this.#run(write)
      this.#database.exec('RELEASE one')
      return settle
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
