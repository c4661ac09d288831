import type { AiSdkLanguageModel } from '../runtime/models/ai-sdk-model.ts'
import type { Model } from '../runtime/models/model.ts'
import { resolveModel } from '../runtime/models/resolve-model.ts'
import { ModelUnavailable } from '../runtime/twelvefold-error.ts'
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

/** For models that are named by the URL of a server which speaks OpenAI's chat completions; most need no key. */
const compatible = {
  key: 'OPENAI_COMPATIBLE_API_KEY',
  package: '@ai-sdk/openai-compatible',
  factory: 'createOpenAICompatible',
} as const

export const EXAMPLE_URL = 'http://127.0.0.1:11434/v1#llama3.2'

export interface Naming {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly load: ModuleLoader
  /** The agent's file: packages are looked for from there. */
  readonly file: string
}

/** Why a named model cannot be used: `problem` with `hint` as an error, `note` beside a script that takes its place. */
export interface Unusable {
  readonly problem: string
  readonly hint: string
  readonly note: string
}

/**
 * The model of a name: `provider/model`, or `URL#model` for a server that is compatible with OpenAI's.
 * @throws ModelUnavailable where the provider's package is there and cannot be used
 */
export function namedModel(name: string, naming: Naming): Promise<Model | Unusable> {
  return /^https?:\/\//i.test(name) ? modelOfServer(name, naming) : modelOfProvider(name, naming)
}

async function modelOfProvider(name: string, naming: Naming): Promise<Model | Unusable> {
  const [providerName = '', ...rest] = name.split('/')
  const modelName = rest.join('/')
  const provider = Object.hasOwn(providers, providerName) ? providers[providerName] : undefined
  if (!provider || modelName === '') {
    const known = Object.keys(providers).map((one) => `${one}/MODEL`)
    return {
      problem: `"${name}" cannot be used`,
      hint: `name one of ${known.join(', ')} or a server such as ${EXAMPLE_URL}, or give the agent a model object`,
      note: `"${name}" names no known provider: see "Use a real model" in the README`,
    }
  }
  const { key } = provider
  if (!naming.env[key]) {
    return {
      problem: `"${name}" cannot be used: there is no key`,
      hint:
        `set ${key} in the environment (${key}=… npx twelvefold …), name a server of your own such as ` +
        `${EXAMPLE_URL}, or put a scripted-model.ts beside the agent`,
      note: 'no model key found: see "Use a real model" in the README',
    }
  }
  const make = await factoryOf(provider, naming)
  if (!make) {
    const install = `npm install ${provider.package}`
    return {
      problem: `${key} is set, and ${provider.package} is not installed`,
      hint: install,
      note: `${key} is set; to use it: ${install}`,
    }
  }
  return resolveModel((make as (model: string) => AiSdkLanguageModel)(modelName), name)
}

async function modelOfServer(name: string, naming: Naming): Promise<Model | Unusable> {
  const url = URL.canParse(name) ? new URL(name) : undefined
  const [, modelName = ''] = name.split(/#(.*)/s)
  if (!url || modelName === '') {
    const problem = `"${name}" names no model`
    return {
      problem,
      hint: `write the URL, "#" and the model, such as ${EXAMPLE_URL}`,
      note: `${problem}: write URL#MODEL`,
    }
  }
  if (url.username !== '' || url.password !== '') {
    // Not repeated: it is a secret, and whoever reads this may not be meant to know it.
    const problem = `the URL of a model at ${url.host} holds a password`
    const hint = `take it out, and set ${compatible.key} in the environment`
    return { problem, hint, note: `${problem}: ${hint}` }
  }
  const make = await factoryOf(compatible, naming)
  if (!make) {
    const install = `npm install ${compatible.package}`
    const problem = `${compatible.package} is not installed, which models at a URL need`
    return { problem, hint: install, note: `${problem}: ${install}` }
  }
  const create = make as (settings: object) => (model: string) => AiSdkLanguageModel
  const apiKey = naming.env[compatible.key]
  url.hash = ''
  const model = create({
    name: 'openaiCompatible',
    baseURL: url.href,
    // Such servers report tokens of a stream only if asked, and most know shapes of JSON.
    includeUsage: true,
    supportsStructuredOutputs: true,
    ...(apiKey ? { apiKey } : {}),
  })(modelName)
  return resolveModel(model, name)
}

/** What the package exports as seen from the agent, since it is the user's; undefined where it is not installed. */
async function factoryOf({ package: name, factory }: Provider, { load, file }: Naming): Promise<unknown> {
  const mend = `npm install ${name}@latest`
  let module: Readonly<Record<string, unknown>>
  try {
    module = await load(name, file)
  } catch (cause) {
    const { code, message } = cause as { code?: string; message?: string }
    if (code?.endsWith('MODULE_NOT_FOUND') && message?.includes(`'${name}'`)) return undefined
    throw new ModelUnavailable(`${name} cannot be loaded: ${message}`, { hint: mend, cause })
  }
  const made = module[factory]
  if (typeof made === 'function') return made
  throw new ModelUnavailable(`${name} exports no ${factory}`, { hint: mend })
}
