import { join } from 'node:path'
import { createEngine, promptFolder, type Engine, type PromptLibrary } from 'twelvefold'
import { sqliteStore, type DriverName, type SqliteStore } from 'twelvefold/store/sqlite'
import { benchAgent, benchHelper, type BenchAgentOptions } from './bench-agent.ts'

/** Benches and their child processes run in the folder of the repository. */
const PROMPTS = join('bench', 'agent', 'prompts')

export interface OpenBench {
  readonly engine: Engine
  readonly store: SqliteStore
}

/** An engine with the bench agent on a store of its own. */
export async function openBench(path: string, options: BenchAgentOptions = {}): Promise<OpenBench> {
  const store = await sqliteStore({ path })
  return {
    store,
    engine: createEngine({
      store,
      agents: [benchAgent(options), benchHelper()],
      prompts: benchPrompts(),
    }),
  }
}

/** The benches' own, beside those that the package brings. */
function benchPrompts(): PromptLibrary {
  const [own, shipped] = [promptFolder(PROMPTS), promptFolder('prompts')]
  const isFixed = own.isFixed === true
  return { get: (name) => (name.startsWith('twelvefold/') ? shipped : own).get(name), isFixed }
}

export async function closeBench({ engine, store }: OpenBench): Promise<void> {
  await engine.close()
  await store.close()
}

/** Launches a thread of that many steps and carries it to its end; resolves to its id. */
export async function runThread({ engine }: OpenBench, steps: number): Promise<string> {
  const { threadId } = await engine.launch('reader', String(steps))
  const { thread } = await engine.drive(threadId)
  if (thread.status !== 'finished') throw new Error(`the thread of ${steps} steps is ${thread.status}`)
  return threadId
}

/** The driver that this Node and this installation offer. */
export async function loadedDriver(path: string): Promise<DriverName> {
  const store = await sqliteStore({ path })
  await store.close()
  return store.driver
}
