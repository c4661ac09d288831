// Agents that start agents, for tests of what becomes of them.
import type { Agent } from '../src/runtime/agents/agent.ts'
import type { Command } from '../src/runtime/agents/command.ts'
import { defineAgent } from '../src/runtime/agents/define-agent.ts'
import { standardLoop } from '../src/runtime/agents/standard-loop.ts'
import type { Model } from '../src/runtime/models/model.ts'
import type { ScriptedReply } from '../src/runtime/models/scripted-model.ts'
import type { Store } from '../src/runtime/store/store.ts'
import type { EventOf, EventType } from '../src/runtime/thread/event.ts'
import type { Thread } from '../src/runtime/thread/thread.ts'
import { doneForNow, requestHumanInput } from '../src/runtime/tools/built-in.ts'
import type { Tool } from '../src/runtime/tools/tool.ts'
import { prompts, replies, scenario, type testClock } from './scenario.ts'

export function agentOf(
  name: string,
  list: readonly ScriptedReply[],
  decide: (thread: Thread) => Command = standardLoop,
  tools: readonly Tool[] = [],
): Agent<Model> {
  const prompt = `${name}/next-step`
  return defineAgent<Model>({
    name,
    prompt,
    model: replies(...list),
    tools: [...tools, requestHumanInput, doneForNow],
    decide,
  })
}

export function eventsOf<T extends EventType>(thread: Thread, type: T): EventOf<T>['data'][] {
  return thread.events
    .slice()
    .flatMap((event) => (event.type === type ? [event.data as EventOf<T>['data']] : []))
}

export function engineOf(
  agents: readonly Agent<Model>[],
  options: { store?: Store; clock?: ReturnType<typeof testClock> } = {},
) {
  return scenario({}, { agents, prompts, ...options }).engine
}

export async function runOf(engine: ReturnType<typeof engineOf>, name: string): Promise<Thread> {
  const { threadId } = await engine.launch(name, 'go', { labels: { tenant: 'acme' } })
  return (await engine.drive(threadId)).thread
}
