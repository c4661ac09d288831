import {
  defineAgent,
  defineTool,
  finish,
  standardLoop,
  succeeded,
  type Agent,
  type Effect,
  type Model,
} from 'twelvefold'
import { z } from 'zod'

export interface BenchAgentOptions {
  /** `read` makes two commits a step; `once` and `idempotent` announce themselves first and make three. */
  readonly effect?: Effect
  /** Called as each step begins, that is, when the model is asked. */
  readonly onStep?: () => void
}

/** A dozen lines of code: about what a call of a small tool returns. */
const LINES = "  app.get('/threads/:id', (context) => show(context))\n".repeat(12)

/**
 * An agent with the engine's work and hardly any of its own: a scripted model that always chooses the same call, a
 * tool that answers at once. It ends after as many steps as its input says; all else is as by default.
 */
export function benchAgent({ effect = 'read', onStep }: BenchAgentOptions = {}): Agent {
  // Not scriptedModel: estimating tokens is the model's own work, and what is measured is the engine's.
  const model: Model = {
    id: 'bench',
    source: 'scripted',
    async reply() {
      onStep?.()
      const calls = [{ tool: 'read_file', input: { path: 'src/server/routes.ts', lines: [120, 160] } }]
      return { calls, usage: { inputTokens: 7_800, outputTokens: 40 } }
    },
  }
  return defineAgent({
    name: 'reader',
    prompt: 'reader/next-step',
    model,
    tools: [readFile(effect)],
    decide: (thread) =>
      thread.calls.length === 0 && thread.counters.steps >= Number(thread.input)
        ? finish('done')
        : standardLoop(thread),
  })
}

function readFile(effect: Effect): ReturnType<typeof defineTool> {
  return defineTool({
    name: 'read_file',
    description: 'Reads some lines of a file.',
    input: z.object({ path: z.string(), lines: z.array(z.number()) }),
    output: z.object({ text: z.string(), length: z.number() }),
    effect,
    run: async () => succeeded({ text: LINES, length: LINES.length }),
  })
}
