import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { compileFolder, repository } from '../../bench/processes/compile.ts'
import { createEngine } from '../../src/runtime/engine/create-engine.ts'
import type { Engine } from '../../src/runtime/engine/engine.ts'
import { promptFolder } from '../../src/runtime/prompts/prompt-folder.ts'
import { sqliteStore } from '../../src/runtime/store/sqlite/sqlite-store.ts'
import { withTemporaryFolder } from '../temporary-folder.ts'
import type { Job, Moment, Told } from './worker/worker.ts'

export interface WorkerProcess {
  /** Resolves to the thread's id. */
  readonly launched: Promise<string>
  /** Resolves when the process has come to a moment. */
  reached(moment: Moment): Promise<void>
  /** Lets a process go on that holds. */
  goOn(): void
  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void
  /** Resolves, when the process has ended, to the status at which it left the thread. */
  readonly stopped: Promise<string>
}

export interface Place {
  readonly ledgerPath: string
  /** The test's own process as one more on the same file: it says things and drives nothing. */
  readonly engine: Engine
  readonly start: (job: Partial<Job>) => WorkerProcess
}

/** A store, a ledger and processes on them, all of which are gone afterwards. */
export async function withWorkers(use: (place: Place) => Promise<void>): Promise<void> {
  compileFolder('bench/kill')
  const script = join(compileFolder('test/crash/worker'), 'worker.js')
  await withTemporaryFolder(async (folder) => {
    const storePath = join(folder, 'store.sqlite')
    const ledgerPath = join(folder, 'ledger')
    const store = await sqliteStore({ path: storePath })
    const engine = createEngine({ store, agents: [], prompts: promptFolder(join(repository, 'prompts')) })
    const ends: (() => Promise<void>)[] = []
    try {
      await use({
        ledgerPath,
        engine,
        start(job) {
          const { worker, end } = startWorker(script, { storePath, ledgerPath, repository, ...job })
          ends.push(end)
          return worker
        },
      })
    } finally {
      await Promise.all(ends.map((end) => end()))
      await store.close()
    }
  })
}

function startWorker(script: string, job: Job): { worker: WorkerProcess; end: () => Promise<void> } {
  const child = spawn(process.execPath, [script, JSON.stringify(job)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const closed = once(child, 'close')
  const told: Told[] = []
  const listeners = new Set<() => void>()
  child.on('message', (message) => {
    told.push(message as Told)
    for (const listener of listeners) listener()
  })
  // What has been told already counts too; a process that ends without telling must not be waited for.
  const hear = <T>(find: (one: Told) => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = told.map(find).find((one) => one !== undefined)
        if (found !== undefined) resolve(found)
      }
      listeners.add(look)
      look()
      void closed.then(() => (look(), reject(new Error(`the worker ended; told: ${JSON.stringify(told)}`))))
    })
  const launched = hear((one) => ('launched' in one ? one.launched : undefined))
  const stopped = closed.then(() => hear((one) => ('stopped' in one ? one.stopped : undefined)))
  // Not every test waits for both.
  for (const promise of [launched, stopped]) promise.catch(() => {})
  const worker: WorkerProcess = {
    launched,
    stopped,
    reached: async (moment) =>
      void (await hear((one) => ('at' in one && one.at === moment ? true : undefined))),
    goOn: () => void child.send('go on'),
    signal: (name) => void child.kill(name),
  }
  const end = async (): Promise<void> => {
    child.kill('SIGKILL')
    await closed
  }
  return { worker, end }
}
