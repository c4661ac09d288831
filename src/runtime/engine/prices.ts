import type { Agent } from '../agents/agent.ts'
import type { Model } from '../models/model.ts'
import type { Usage } from '../thread/usage.ts'

/** For a million tokens, in a currency of your own: the one in which cost budgets are then meant. */
export interface Price {
  readonly input: number
  readonly output: number
  /** Of input that the provider had in its cache; as `input` where absent. */
  readonly cachedInput?: number
  /** Of input that was written to the provider's cache; as `input` where absent. */
  readonly cacheWrite?: number
}

/** By `provider/model`: as the agent names its model, or as replies name it in the thread. */
export type Prices = Readonly<Record<string, Price>>

const MILLION = 1_000_000
/** Sums of fractions stay readable: a billionth of the unit is less than any token costs. */
const PRECISION = 1e9

/** What a reply cost; undefined where the price of its model, or what it took, is not known: that is not 0. */
export function costOf(prices: Prices, agent: Agent, model: Model, usage: Usage): number | undefined {
  const { inputTokens, outputTokens, cachedInputTokens = 0, cacheWriteTokens = 0 } = usage
  const price = priceOf(prices, agent, model)
  if (!price || inputTokens === undefined || outputTokens === undefined) return undefined
  const { input, output, cachedInput = input, cacheWrite = input } = price
  const plain = Math.max(0, inputTokens - cachedInputTokens - cacheWriteTokens)
  const sum =
    plain * input + cachedInputTokens * cachedInput + cacheWriteTokens * cacheWrite + outputTokens * output
  return Math.round((sum / MILLION) * PRECISION) / PRECISION
}

function priceOf(prices: Prices, agent: Agent, { id, source }: Model): Price | undefined {
  // A script that stands in for a model costs nothing, unless it is given a price by its own name.
  if (source === 'scripted') return Object.hasOwn(prices, id) ? prices[id] : undefined
  const [provider = '', ...name] = id.split('/')
  // Providers of the AI SDK name their interface too: "anthropic.messages/…".
  const plain = [provider.split('.')[0], ...name].join('/')
  const names = [id, plain, ...(typeof agent.model === 'string' ? [agent.model] : [])]
  const found = names.find((one) => Object.hasOwn(prices, one))
  return found === undefined ? undefined : prices[found]
}
