// What the model sees of a thread. Pure and deterministic: the same thread gives the same bytes.

import { estimateTokenCount } from 'tokenx'
import type { RenderedPrompt } from '../prompts/prompt.ts'
import type { Thread } from '../thread/thread.ts'
import type { Message, ToolSpec } from './message.ts'
import { turnsFromTheEnd, type Turn } from './turns.ts'

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
 * The prompt, the input of the thread, and as many of the newest whole turns as the budget holds. A turn is a
 * next step with its outcomes, never torn apart; the newest one is always shown. Cost grows with the budget, not with the thread.
 */
export function contextWindow(policy: ContextPolicy): BuildContext {
  return (thread, prompt, tools) => {
    const system: Message = { role: 'system', content: prompt.text }
    const input: Message = { role: 'user', content: thread.input }
    let tokens = tokensOf(prompt, () => prompt.text)
    tokens += tokensOf(thread.events.at(0) ?? thread, () => thread.input)
    for (const tool of tools) tokens += tokensOf(tool, () => JSON.stringify(tool))
    const kept: Turn[] = []
    for (const turn of turnsFromTheEnd(thread)) {
      if (tokens + turn.tokens > policy.budget && kept.length > 0) break
      tokens += turn.tokens
      kept.push(turn)
    }
    const messages = [system, input, ...kept.reverse().flatMap((turn) => turn.messages)]
    const report = { budget: policy.budget, turnsKept: kept.length, shownFrom: kept[0]?.from ?? 1 }
    return { messages, tokens, report }
  }
}

// Prompts, tools and events are frozen objects that stay the same from step to step: each is measured once.
const measured = new WeakMap<object, number>()

function tokensOf(owner: object, text: () => string): number {
  const known = measured.get(owner)
  if (known !== undefined) return known
  const tokens = estimateTokenCount(text())
  measured.set(owner, tokens)
  return tokens
}
