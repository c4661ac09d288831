import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Model } from '../runtime/models/model.ts'
import { resolveModel } from '../runtime/models/resolve-model.ts'
import { AgentInvalid, ModelUnavailable } from '../runtime/twelvefold-error.ts'
import type { LoadedAgent } from './load-agents.ts'
import type { ModuleLoader } from './load-module.ts'
import { namedModel, type Naming } from './named-model.ts'

export interface ChosenModel {
  readonly model: Model
  /** Why the script takes the place of the model that the agent names. */
  readonly note?: string
}

/**
 * The model of an agent: the object that it holds; the one that it names, where its key is set and its package
 * installed; else the script beside it, and a note that says so.
 * @throws ModelUnavailable
 */
export async function chooseModel(
  { agent, file }: LoadedAgent,
  { env, load }: Pick<Naming, 'env' | 'load'>,
): Promise<ChosenModel> {
  if (typeof agent.model !== 'string') return { model: resolveModel(agent.model) }
  const named = await namedModel(agent.model, { env, load, file })
  if ('reply' in named) return { model: named }
  const script = scriptOf(file)
  if (script !== undefined) return { model: await scriptedModelOf(script, load), note: named.note }
  throw new ModelUnavailable(`no model for ${agent.name}: ${named.problem}`, { hint: named.hint })
}

/** `scripted-model.ts` in the agent's own folder; beside `agents/NAME.ts` there is no such folder. */
function scriptOf(file: string): string | undefined {
  if (!/^agent\.m?[jt]s$/.test(basename(file))) return undefined
  const folder = dirname(file)
  return ['.ts', '.mts', '.js', '.mjs']
    .map((extension) => join(folder, `scripted-model${extension}`))
    .find((path) => existsSync(path))
}

async function scriptedModelOf(script: string, load: ModuleLoader): Promise<Model> {
  try {
    const { default: model } = await load(script)
    return resolveModel(model)
  } catch (cause) {
    const words = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new AgentInvalid(`${script}: ${words}`, { hint: 'export default scriptedModel(…)', cause })
  }
}
