import {
  childAgent,
  defineAgent,
  defineTool,
  delegate,
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
  /** Three calls beside each other in each step, and in every tenth one a fourth that a child does. */
  readonly isMixed?: boolean
  /** Called as each step begins, that is, when the model is asked. */
  readonly onStep?: () => void
}

/** A dozen lines of code: about what a call of a small tool returns. */
const LINES = "  app.get('/threads/:id', (context) => show(context))\n".repeat(12)

const READ: { tool: string; input: object } = {
  tool: 'read_file',
  input: { path: 'src/server/routes.ts', lines: [120, 160] },
}
const help = childAgent({ name: 'help', agent: 'helper', description: 'Reads on.' })

/**
 * An agent with the engine's work and hardly any of its own: a scripted model that always chooses the same call, a
 * tool that answers at once. It ends after as many steps as its input says; all else is as by default.
 */
export function benchAgent({ effect = 'read', isMixed = false, onStep }: BenchAgentOptions = {}): Agent {
  let steps = 0
  // Not scriptedModel: estimating tokens is the model's own work, and what is measured is the engine's.
  const model: Model = {
    id: 'bench',
    source: 'scripted',
    async reply() {
      onStep?.()
      const calls = Array.from({ length: isMixed ? 3 : 1 }, () => READ)
      if (isMixed && ++steps % 10 === 0) calls.push({ tool: 'help', input: { task: 'read on' } })
      return { calls, usage: { inputTokens: 7_800, outputTokens: 40 } }
    },
  }
  return defineAgent({
    name: 'reader',
    prompt: 'reader/next-step',
    model,
    tools: isMixed ? [readFile(effect), help] : [readFile(effect)],
    decide: (thread) =>
      thread.calls.length === 0 && thread.counters.steps >= Number(thread.input)
        ? finish('done')
        : ((isMixed ? delegate(thread, [help]) : undefined) ?? standardLoop(thread)),
  })
}

/** The agent of the children: one step, and its end. */
export function benchHelper(): Agent {
  const usage = { inputTokens: 800, outputTokens: 40 }
  return defineAgent({
    name: 'helper',
    prompt: 'reader/next-step',
    model: { id: 'bench', source: 'scripted', reply: async () => ({ calls: [READ], usage }) },
    tools: [readFile('read')],
    decide: (thread) =>
      thread.calls.length === 0 && thread.counters.steps > 0 ? finish('read') : standardLoop(thread),
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
