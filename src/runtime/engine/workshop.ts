import type { Agent } from '../agents/agent.ts'
import type { Model } from '../models/model.ts'
import { resolveModel } from '../models/resolve-model.ts'
import type { PromptLibrary } from '../prompts/prompt.ts'
import type { Store } from '../store/store.ts'
import type { JsonObject } from '../thread/json.ts'
import { AgentNotFound, Closed } from '../twelvefold-error.ts'
import { defaultChildBounds, type ChildBounds } from './child-bounds.ts'
import { systemClock, type Clock } from './clock.ts'
import type { EngineOptions, StepDelta } from './engine.ts'
import { randomId } from './ids.ts'
import type { Listeners } from './listeners.ts'
import type { Prices } from './prices.ts'
import { createRedactor, type Redactor } from './redactor.ts'
import { createToolsets, namedSecrets, type Toolsets } from './toolsets.ts'

/** What all operations of one engine share. */
export interface Workshop {
  readonly store: Store
  readonly prompts: PromptLibrary
  readonly clock: Clock
  readonly leaseMs: number
  readonly newId: () => string
  readonly log: (entry: JsonObject) => void
  readonly secrets: (name: string) => string | undefined
  /** Everything that is appended or logged goes through it. */
  readonly redactor: Redactor
  readonly toolsets: Toolsets
  readonly prices: Prices
  readonly childBounds: ChildBounds
  readonly agent: (name: string) => Agent
  readonly agentNames: readonly string[]
  readonly model: (agent: Agent) => Promise<Model>
  /** Prompt texts that this process has stored already. */
  readonly storedTexts: Set<string>
  /** Called with what this process appends. */
  readonly listeners: Listeners
  /** Called with what a model is saying while it says it. */
  readonly watchers: Listeners<StepDelta>
  readonly modelTimeoutMs: number
  /** Outcomes that come after nobody waits for them. */
  readonly late: Set<Promise<unknown>>
  readonly state: { closed: boolean }
}

export function openWorkshop(options: EngineOptions): Workshop {
  const agents = new Map(options.agents.map((agent) => [agent.name, agent]))
  const resolve = options.resolveModel ?? ((agent: Agent) => resolveModel(agent.model))
  const models = new Map<string, Promise<Model>>()
  const state = { closed: false }
  const { log = logLine, secrets = () => undefined, masked = [] } = options
  const redactor = createRedactor({ masked, agents: options.agents, secrets })
  return {
    store: options.store,
    prompts: options.prompts,
    clock: options.clock ?? systemClock,
    leaseMs: options.leaseMs ?? 30_000,
    newId: options.newId ?? randomId,
    log: (entry) => log(redactor.json(entry)),
    secrets,
    redactor,
    toolsets: toolsetsOf(options, secrets, redactor),
    prices: options.prices ?? {},
    childBounds: { ...defaultChildBounds, ...options.children },
    agentNames: [...agents.keys()],
    agent(name) {
      if (state.closed) throw new Closed('the engine is closed')
      const agent = agents.get(name)
      if (agent) return agent
      const known = [...agents.keys()].join(', ') || 'none'
      throw new AgentNotFound(`there is no agent "${name}"`, { hint: `agents loaded here: ${known}` })
    },
    model(agent) {
      const known = models.get(agent.name) ?? Promise.resolve().then(() => resolve(agent))
      models.set(agent.name, known)
      known.catch(() => models.delete(agent.name))
      return known
    },
    storedTexts: new Set(),
    listeners: new Map(),
    watchers: new Map(),
    modelTimeoutMs: options.modelTimeoutMs ?? 300_000,
    late: new Set(),
    state,
  }
}

function toolsetsOf(
  { log = logLine, clock = systemClock }: EngineOptions,
  secrets: Workshop['secrets'],
  redactor: Redactor,
): Toolsets {
  return createToolsets(({ name, secrets: names }, signal) => {
    const values = namedSecrets(name, names, secrets)
    Object.values(values).forEach(redactor.learn)
    const at = (): string => new Date(clock.now()).toISOString()
    return {
      secrets: values,
      signal,
      log: (message, fields = {}) => log(redactor.json({ at: at(), toolset: name, message, ...fields })),
    }
  })
}

function logLine(entry: JsonObject): void {
  process.stderr.write(`${JSON.stringify(entry)}\n`)
}
