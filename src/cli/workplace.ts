import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Agent } from '../runtime/agents/agent.ts'
import { createEngine } from '../runtime/engine/create-engine.ts'
import type { Engine } from '../runtime/engine/engine.ts'
import { promptFolder } from '../runtime/prompts/prompt-folder.ts'
import { sqliteStore, type SqliteStore } from '../runtime/store/sqlite/sqlite-store.ts'
import type { Person } from '../runtime/thread/event.ts'
import { ThreadNotFound } from '../runtime/twelvefold-error.ts'
import { chooseModel, type ChosenModel } from './choose-model.ts'
import type { Globals, Invocation } from './command.ts'
import { agentNamed, loadAgents, type AgentFolder } from './load-agents.ts'
import { createModuleLoader } from './load-module.ts'

const FOLDER = '.twelvefold'

/** The store, the agents and an engine over them: everything that is wired, wired here. */
export interface Workplace {
  readonly store: SqliteStore
  readonly engine: Engine
  readonly agents: AgentFolder
  readonly modelOf: (agent: Agent) => Promise<ChosenModel>
}

/** Opens the store of an invocation and closes it, whatever happens. A missing one is made only by `create`. */
export async function withStore<T>(
  { globals }: Invocation,
  use: (store: SqliteStore) => Promise<T>,
  { create = false }: { readonly create?: boolean } = {},
): Promise<T> {
  if (!create && !existsSync(globals.store)) {
    throw new ThreadNotFound(`there is no store ${globals.store}, so there is no thread`, {
      hint: 'npx twelvefold run AGENT "…" makes one; --store FILE names another',
    })
  }
  if (create) makeFolder(dirname(globals.store))
  const store = await sqliteStore({ path: globals.store })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

/** An engine that looks at threads and writes to them, and runs no agent. */
export async function withRecords<T>(
  invocation: Invocation,
  use: (records: { readonly store: SqliteStore; readonly engine: Engine }) => Promise<T>,
  options: { readonly create?: boolean } = {},
): Promise<T> {
  const prompts = promptFolder(invocation.globals.prompts)
  return withStore(
    invocation,
    (store) => use({ store, engine: createEngine({ store, agents: [], prompts }) }),
    options,
  )
}

/** All of it: the engine runs the agents of the agents folder. */
export async function withWorkplace<T>(
  invocation: Invocation,
  use: (workplace: Workplace) => Promise<T>,
  options: { readonly create?: boolean } = {},
): Promise<T> {
  const { globals, io } = invocation
  return withStore(
    invocation,
    async (store) => {
      const load = await createModuleLoader(cacheFolder(globals, io.cwd))
      const agents = await loadAgents(globals.agents, load)
      const modelOf = (agent: Agent): Promise<ChosenModel> =>
        chooseModel(agentNamed(agents, agent.name), { env: io.env, load })
      const engine = createEngine({
        store,
        agents: agents.loaded.map(({ agent }) => agent),
        prompts: promptFolder(globals.prompts),
        resolveModel: async (agent) => (await modelOf(agent)).model,
        secrets: (name) => io.env[name],
        log: (entry) => io.err(`${JSON.stringify(entry)}\n`),
      })
      try {
        return await use({ store, engine, agents, modelOf })
      } finally {
        await engine.close()
      }
    },
    options,
  )
}

/** Whoever sits at the terminal; nothing proves it. */
export function personOf({ io }: Invocation): Person {
  return { id: io.user, via: 'the terminal', verified: false }
}

/** Transformed agent files; in the folder of the project, where nobody else writes. */
export function cacheFolder({ store }: Pick<Globals, 'store'>, cwd: string): string {
  const own = basename(dirname(store)) === FOLDER ? dirname(store) : join(cwd, FOLDER)
  makeFolder(own)
  return join(own, 'cache')
}

/** `.twelvefold` stays out of version control by itself. */
function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const ignore = join(folder, '.gitignore')
  if (basename(folder) === FOLDER && !existsSync(ignore)) writeFileSync(ignore, '*\n')
}
