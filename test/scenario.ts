import { fileURLToPath } from 'node:url'
import { defineAgent, type AgentDefinition } from '../src/runtime/agents/define-agent.ts'
import { createEngine } from '../src/runtime/engine/create-engine.ts'
import type { Engine, EngineOptions } from '../src/runtime/engine/engine.ts'
import type { Model, ModelRequest } from '../src/runtime/models/model.ts'
import { scriptedModel, type ScriptedReply } from '../src/runtime/models/scripted-model.ts'
import { parsePrompt } from '../src/runtime/prompts/parse-prompt.ts'
import { promptFolder } from '../src/runtime/prompts/prompt-folder.ts'
import type { PromptLibrary } from '../src/runtime/prompts/prompt.ts'
import { memoryStore } from '../src/runtime/store/memory.ts'
import type { Store } from '../src/runtime/store/store.ts'
import type { Person } from '../src/runtime/thread/event.ts'
import type { Thread } from '../src/runtime/thread/thread.ts'
import { doneForNow, requestHumanInput } from '../src/runtime/tools/built-in.ts'
import { testClock, type TestClock } from '../src/testing/test-clock.ts'

export const START = Date.parse('2026-01-02T03:04:05.000Z')
export const ada: Person = { id: 'ada', via: 'test', verified: false }
export const bob: Person = { id: 'bob', via: 'test', verified: false }

export { testClock, type TestClock }

/** Prompts of which every one exists and says its own name; those in which the engine speaks are the real ones. */
export const prompts: PromptLibrary = {
  async get(name) {
    if (['failed-call', 'malformed-reply', 'summary'].some((own) => name === `twelvefold/${own}`)) {
      return real.get(name)
    }
    return known.get(name) ?? remember(parsePrompt(name, `---\ndescription: test\n---\n${name}\n`))
  },
}
const real = promptFolder(fileURLToPath(new URL('../prompts', import.meta.url)), { reload: false })
const known = new Map<string, Awaited<ReturnType<PromptLibrary['get']>>>()
function remember(prompt: Awaited<ReturnType<PromptLibrary['get']>>): typeof prompt {
  known.set(prompt.name, prompt)
  return prompt
}

/** Replies in turn, by how many steps the request shows. */
export function replies(...list: readonly ScriptedReply[]): Model {
  return scriptedModel(({ messages }: ModelRequest) => {
    const steps = messages.filter((message) => message.role === 'assistant').length
    return list[steps] ?? { calls: [{ tool: 'done_for_now', input: { message: 'done' } }] }
  })
}

export function call(tool: string, input: object = {}): ScriptedReply {
  return { calls: [{ tool, input }] }
}

export interface Scenario {
  readonly engine: Engine
  readonly store: Store
  readonly clock: TestClock
  readonly agent: ReturnType<typeof defineAgent<Model>>
  /** Launches and drives as far as it goes. */
  readonly run: (input?: string) => Promise<Thread>
}

type Definition = Partial<AgentDefinition<Model>> & { readonly replies?: readonly ScriptedReply[] }

/** An engine over a store in memory with one agent named `tester`. */
export function scenario(
  { replies: list = [], tools = [], ...definition }: Definition,
  options: Partial<EngineOptions> = {},
): Scenario {
  const clock = testClock()
  const store = options.store ?? memoryStore({ now: clock.now })
  const agent = defineAgent<Model>({
    name: 'tester',
    prompt: 'tester/next-step',
    model: replies(...list),
    ...definition,
    tools: [...tools, requestHumanInput, doneForNow],
  })
  const engine = createEngine({ store, agents: [agent], prompts, clock, log: () => {}, ...options })
  return {
    engine,
    store,
    clock,
    agent,
    async run(input = 'go') {
      const { threadId } = await engine.launch(agent.name, input)
      return (await engine.drive(threadId)).thread
    },
  }
}

export function typesOf(thread: Thread): string[] {
  return thread.events.slice().map((event) => event.type)
}
