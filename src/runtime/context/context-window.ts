// What the model sees of a thread. Pure and deterministic: the same thread gives the same bytes.

import { estimateTokens } from './estimate-tokens.ts'
import type { RenderedPrompt } from '../prompts/prompt.ts'
import type { Thread } from '../thread/thread.ts'
import type { Message, ToolSpec } from './message.ts'
import { recentTurns } from './recent-turns.ts'

export interface ContextPolicy {
  /** Most tokens of prompt, tools and messages together, as estimated by tokenx. */
  readonly budget: number
}

export interface ContextWindow {
  readonly messages: readonly Message[]
  /** Estimated tokens of messages and tools. */
  readonly tokens: number
  readonly report: {
    readonly budget: number
    readonly turnsKept: number
    /** Events older than this are not shown, but for the input; 1 where all are. */
    readonly shownFrom: number
  }
}

export type BuildContext = (
  thread: Thread,
  prompt: RenderedPrompt,
  tools: readonly ToolSpec[],
) => ContextWindow

/**
 * The prompt with the data it refers to, the input of the thread, and as many of the newest whole turns as the budget holds. A turn is a
 * next step with its outcomes, never torn apart; the newest one is always shown. Cost grows with the budget, not with the thread.
 */
export function contextWindow(policy: ContextPolicy): BuildContext {
  const newestTurns = recentTurns()
  return (thread, prompt, tools) => {
    const system = measured(prompt, () => ({ role: 'system', content: prompt.text }))
    const input = measured(thread.events.at(0) ?? thread, () => ({ role: 'user', content: thread.input }))
    const data = dataOf(prompt)
    let tokens = system.tokens + (data?.tokens ?? 0) + input.tokens
    for (const tool of tools) tokens += tokensOf(tool)
    const kept = newestTurns(thread, policy.budget - tokens)
    const messages = [system.message, ...(data ? [data.message] : []), input.message]
    for (let i = kept.length - 1; i >= 0; i--) {
      tokens += kept[i]!.tokens
      for (const message of kept[i]!.messages) messages.push(message)
    }
    const report = { budget: policy.budget, turnsKept: kept.length, shownFrom: kept.at(-1)?.from ?? 1 }
    return { messages, tokens, report }
  }
}

interface Measured {
  readonly message: Message
  readonly tokens: number
}

// Prompts, tools and events are frozen objects that stay the same from step to step: each is made and measured once.
const messages = new WeakMap<object, Measured>()
const dataMessages = new WeakMap<RenderedPrompt, Measured>()
const toolTokens = new WeakMap<ToolSpec, number>()

/** What the prompt's text refers to: the words of others, so it is said as others say things. */
function dataOf(prompt: RenderedPrompt): Measured | undefined {
  const { data } = prompt
  if (data === undefined) return undefined
  const known = dataMessages.get(prompt)
  if (known) return known
  const made: Measured = { message: { role: 'user', content: data }, tokens: estimateTokens(data) }
  dataMessages.set(prompt, made)
  return made
}

function measured(owner: object, make: () => Message & { readonly content: string }): Measured {
  const known = messages.get(owner)
  if (known) return known
  const message = make()
  const made = { message, tokens: estimateTokens(message.content) }
  messages.set(owner, made)
  return made
}

function tokensOf(tool: ToolSpec): number {
  const known = toolTokens.get(tool)
  if (known !== undefined) return known
  const tokens = estimateTokens(JSON.stringify(tool))
  toolTokens.set(tool, tokens)
  return tokens
}
