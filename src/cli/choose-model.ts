import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { AiSdkLanguageModel } from '../runtime/models/ai-sdk-model.ts'
import type { Model } from '../runtime/models/model.ts'
import { resolveModel } from '../runtime/models/resolve-model.ts'
import { AgentInvalid, ModelUnavailable } from '../runtime/twelvefold-error.ts'
import type { LoadedAgent } from './load-agents.ts'
import type { ModuleLoader } from './load-module.ts'

interface Provider {
  readonly key: string
  readonly package: string
  readonly factory: string
}

/** Providers whose models an agent may name as `provider/model`. */
export const providers: Readonly<Record<string, Provider>> = {
  anthropic: { key: 'ANTHROPIC_API_KEY', package: '@ai-sdk/anthropic', factory: 'anthropic' },
  openai: { key: 'OPENAI_API_KEY', package: '@ai-sdk/openai', factory: 'openai' },
  google: { key: 'GOOGLE_GENERATIVE_AI_API_KEY', package: '@ai-sdk/google', factory: 'google' },
}

export interface ChosenModel {
  readonly model: Model
  /** Why the script takes the place of the model that the agent names. */
  readonly note?: string
}

interface Choice {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly load: ModuleLoader
}

/**
 * The model of an agent: the object that it holds; the provider that it names, where its key is set and its package
 * installed; else the script beside it, and a note that says so.
 * @throws ModelUnavailable
 */
export async function chooseModel({ agent, file }: LoadedAgent, { env, load }: Choice): Promise<ChosenModel> {
  if (typeof agent.model !== 'string') return { model: resolveModel(agent.model) }
  const [providerName = '', ...rest] = agent.model.split('/')
  const provider = Object.hasOwn(providers, providerName) ? providers[providerName] : undefined
  const hasKey = provider !== undefined && Boolean(env[provider.key])
  if (hasKey) {
    const module = await loadProvider(provider, file, load)
    if (module) return { model: modelOf(provider, module, rest.join('/')) }
  }
  const script = scriptOf(file)
  if (script !== undefined) {
    const note = hasKey
      ? `${provider.key} is set; to use it: npm install ${provider.package}`
      : 'no model key found: see "Use a real model" in the README'
    return { model: await scriptedModelOf(script, load), note }
  }
  if (hasKey) {
    throw new ModelUnavailable(`${provider.key} is set, and ${provider.package} is not installed`, {
      hint: `npm install ${provider.package}`,
    })
  }
  throw unavailable(agent.name, agent.model, provider)
}

type Exports = Readonly<Record<string, unknown>>

/** The provider's package as seen from the agent, since it is the user's; undefined where it is not installed. */
async function loadProvider(
  provider: Provider,
  file: string,
  load: ModuleLoader,
): Promise<Exports | undefined> {
  try {
    return await load(provider.package, file)
  } catch (cause) {
    const { code, message } = cause as { code?: string; message?: string }
    if (code?.endsWith('MODULE_NOT_FOUND') && message?.includes(`'${provider.package}'`)) return undefined
    throw new ModelUnavailable(`${provider.package} cannot be loaded: ${message}`, {
      hint: `npm install ${provider.package}@latest`,
      cause,
    })
  }
}

function modelOf(provider: Provider, module: Exports, modelName: string): Model {
  const make = module[provider.factory]
  if (typeof make !== 'function') {
    throw new ModelUnavailable(`${provider.package} exports no ${provider.factory}`, {
      hint: `npm install ${provider.package}@latest`,
    })
  }
  return resolveModel((make as (name: string) => AiSdkLanguageModel)(modelName))
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

function unavailable(agentName: string, model: string, provider: Provider | undefined): ModelUnavailable {
  const ways = provider
    ? `set ${provider.key}, or give the agent a model object or a scripted-model.ts`
    : `name one of ${Object.keys(providers).join(', ')}, or give the agent a model object`
  return new ModelUnavailable(`no model for ${agentName}: "${model}" cannot be used`, { hint: ways })
}
