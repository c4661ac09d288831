import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Agent } from '../../src/runtime/agents/agent.ts'
import { limits } from '../../src/runtime/agents/limits.ts'
import { standardLoop } from '../../src/runtime/agents/standard-loop.ts'
import { contextWindow } from '../../src/runtime/context/context-window.ts'
import { systemClock, type Clock } from '../../src/runtime/engine/clock.ts'
import { createEngine } from '../../src/runtime/engine/create-engine.ts'
import type { Engine } from '../../src/runtime/engine/engine.ts'
import { resolveModel } from '../../src/runtime/models/resolve-model.ts'
import { memoryStore } from '../../src/runtime/store/memory.ts'
import { doneForNow } from '../../src/runtime/tools/built-in.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { succeeded } from '../../src/runtime/tools/tool.ts'
import { prompts } from '../scenario.ts'
import type { WireReply } from './wire.ts'

export interface WireEngine {
  readonly engine: Engine
  /** Effects of the tool `act`, which takes `{ count: number }`. */
  readonly ran: () => number
  /** Milliseconds that were slept for, of the waits that are not worth a test's time. */
  readonly slept: readonly number[]
}

interface Options {
  readonly modelTimeoutMs?: number
  readonly decision?: 'tools' | 'json'
}

export const DONE: WireReply = { calls: [{ tool: 'done_for_now', arguments: '{"message":"done"}' }] }

/**
 * An engine with one agent, `tester`, on a provider's package. The agent is not made by defineAgent, whose guard looks
 * at each decision for longer than all of this takes.
 */
export function wireEngine(model: unknown, options: Options = {}): WireEngine {
  const { modelTimeoutMs = 5_000, decision = 'tools' } = options
  let ran = 0
  const slept: number[] = []
  const act = defineTool({
    name: 'act',
    description: 'Acts.',
    input: z.object({ count: z.number() }),
    output: z.null(),
    effect: 'once',
    run: async () => {
      ran++
      return succeeded(null)
    },
  })
  const agent: Agent = {
    name: 'tester',
    prompt: 'tester/next-step',
    variables: {},
    model: resolveModel(model),
    tools: [act, doneForNow],
    context: contextWindow({ budget: 8_000 }),
    decision,
    decide: (thread) => limits(thread, { consecutiveErrors: 3 }) ?? standardLoop(thread),
  }
  // Between tries no time is spent; a subscriber looks about as often as it always does.
  const clock: Clock = {
    now: Date.now,
    async sleep(milliseconds, signal) {
      if (milliseconds < 500) return systemClock.sleep(milliseconds, signal)
      slept.push(milliseconds)
      await nextTurn()
    },
  }
  const engine = createEngine({ store: memoryStore(), agents: [agent], prompts, clock, modelTimeoutMs })
  return { engine, ran: () => ran, slept }
}
