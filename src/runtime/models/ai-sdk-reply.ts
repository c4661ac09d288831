import type { Usage } from '../thread/usage.ts'
import type { Cut, ModelCall, ModelReply } from './model.ts'

/** What a provider of the AI SDK returns, as far as it is read: specifications v2 to v4 differ in its details. */
export interface AiSdkResult {
  readonly content: readonly unknown[]
  readonly usage: unknown
  readonly finishReason?: unknown
  /** Specification v4: the JSON that was asked for, where the text around it is something else. */
  readonly structuredOutputText?: unknown
}

interface Part {
  readonly type?: unknown
  readonly text?: unknown
  readonly toolName?: unknown
  readonly toolCallId?: unknown
  readonly input?: unknown
  /** The provider ran it itself, such as a search of its own: no call of ours. */
  readonly providerExecuted?: unknown
}

export function aiSdkReply(result: AiSdkResult): ModelReply {
  const parts = result.content as readonly Part[]
  const said = parts.map((part) => (part.type === 'text' && typeof part.text === 'string' ? part.text : ''))
  const { structuredOutputText } = result
  const text = typeof structuredOutputText === 'string' ? structuredOutputText : said.join('')
  const cut = cutOf(result.finishReason)
  return {
    calls: parts.filter((part) => part.type === 'tool-call' && part.providerExecuted !== true).map(callOf),
    ...(text === '' ? {} : { text }),
    usage: usageOf(result.usage),
    ...(cut === undefined ? {} : { cut }),
  }
}

function callOf({ toolName, toolCallId, input }: Part): ModelCall {
  const id = typeof toolCallId === 'string' && toolCallId !== '' ? { id: toolCallId } : {}
  return { tool: String(toolName), input: parseInput(input), ...id }
}

/** Providers hand the arguments over as JSON text; text that is not JSON stays text, and is refused by the engine. */
function parseInput(input: unknown): unknown {
  if (typeof input !== 'string') return input
  try {
    return JSON.parse(input.trim() === '' ? '{}' : input)
  } catch {
    return input
  }
}

const cuts: ReadonlyMap<unknown, Cut> = new Map([
  ['length', 'length'],
  ['content-filter', 'filter'],
  ['error', 'error'],
  ['interrupted', 'error'],
])

function cutOf(finishReason: unknown): Cut | undefined {
  const { unified, raw } = unifiedReason(finishReason)
  return cuts.get(unified) ?? (raw === 'error' ? 'error' : undefined)
}

/** A word in specification v2, from v3 on an object with the provider's own word beside it. */
export function unifiedReason(finishReason: unknown): { unified?: unknown; raw?: unknown } {
  return typeof finishReason === 'object' && finishReason !== null ? finishReason : { unified: finishReason }
}

/** Numbers that the provider reported, and no others: a detail of 0 says as little as one that is missing. */
function usageOf(reported: unknown): Usage {
  const { inputTokens, outputTokens, ...flat } = (reported ?? {}) as Record<string, unknown>
  const input = detailsOf(inputTokens)
  const output = detailsOf(outputTokens)
  const usage: Record<Exclude<keyof Usage, 'cost'>, unknown> = {
    inputTokens: input['total'],
    outputTokens: output['total'],
    cachedInputTokens: (input['cacheRead'] ?? flat['cachedInputTokens']) || undefined,
    cacheWriteTokens: input['cacheWrite'] || undefined,
    reasoningTokens: (output['reasoning'] ?? flat['reasoningTokens']) || undefined,
  }
  return Object.fromEntries(Object.entries(usage).filter(([, tokens]) => isCount(tokens)))
}

/** Usage is a number, or from specification v3 on an object with a total. */
function detailsOf(tokens: unknown): Record<string, unknown> {
  return typeof tokens === 'object' && tokens !== null
    ? (tokens as Record<string, unknown>)
    : { total: tokens }
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}
