import { basename, dirname, join } from 'node:path'
import type { Agent } from '../runtime/agents/agent.ts'
import { createEngine } from '../runtime/engine/create-engine.ts'
import type { Engine } from '../runtime/engine/engine.ts'
import { promptFolder } from '../runtime/prompts/prompt-folder.ts'
import type { SqliteStore } from '../runtime/store/sqlite/sqlite-store.ts'
import type { Person } from '../runtime/thread/event.ts'
import { chooseModel, type ChosenModel } from './choose-model.ts'
import type { Globals, Invocation } from './command.ts'
import { agentNamed, loadAgents, type AgentFolder } from './load-agents.ts'
import { createModuleLoader } from './load-module.ts'
import { readRuntimeConfiguration } from './read-runtime-configuration.ts'
import { secretValues } from './secret-values.ts'
import { FOLDER, makeOwnFolder, withStore } from './with-store.ts'

/** The store, the agents and an engine over them: everything that is wired, wired here. */
export interface Workplace {
  readonly store: SqliteStore
  readonly engine: Engine
  readonly agents: AgentFolder
  readonly modelOf: (agent: Agent) => Promise<ChosenModel>
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
    (store) => {
      const masked = secretValues(invocation.io.env)
      return use({ store, engine: createEngine({ store, agents: [], prompts, masked }) })
    },
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
        masked: secretValues(io.env),
        ...readRuntimeConfiguration(io.cwd),
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
  makeOwnFolder(own)
  return join(own, 'cache')
}
