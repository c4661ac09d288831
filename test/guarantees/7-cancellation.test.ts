import { once } from 'node:events'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { awaitChild, finish, spawn } from '../../src/runtime/agents/command.ts'
import { defineAgent } from '../../src/runtime/agents/define-agent.ts'
import type { Model } from '../../src/runtime/models/model.ts'
import { memoryStore } from '../../src/runtime/store/memory.ts'
import { fold } from '../../src/runtime/thread/reduce.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { succeeded } from '../../src/runtime/tools/tool.ts'
import { ada, call, prompts, replies, scenario, typesOf } from '../scenario.ts'

function patientTool(onStart: (threadId: string) => void, aborted: string[]) {
  return defineTool({
    name: 'patient',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect: 'once',
    run: async ({ signal, threadId }) => {
      onStart(threadId)
      await once(signal, 'abort')
      aborted.push(threadId)
      return succeeded('stopped half-way')
    },
  })
}

test('a cancel aborts the tool; its outcome is recorded and not acted on', async () => {
  const aborted: string[] = []
  const patient = patientTool((id) => void engine.cancel(id, ada, 'stop'), aborted)
  const { engine, store, run } = scenario({ replies: [call('patient')], tools: [patient] })
  const { id } = await run()
  await engine.close()
  const thread = fold(id, await store.read(id))
  expect(aborted).toEqual([id])
  expect(thread.status).toBe('cancelled')
  expect(typesOf(thread).slice(-2)).toEqual(['cancelled', 'tool_call_succeeded'])
})

test('a cancel aborts the model call, also one that ignores its signal', async () => {
  let release: () => void = () => {}
  const model: Model = {
    ...replies(),
    reply: () =>
      new Promise((resolve) => {
        release = () => resolve({ calls: [], text: 'late', usage: { inputTokens: 1, outputTokens: 1 } })
        void engine.cancel(id, ada)
      }),
  }
  const { engine, store, agent } = scenario({ model })
  const { threadId: id } = await engine.launch(agent.name, 'go')
  expect((await engine.drive(id)).thread.status).toBe('cancelled')
  release()
  await engine.close()
  expect(typesOf(fold(id, await store.read(id)))).toEqual([
    'thread_launched',
    'cancelled',
    'next_step_malformed',
  ])
})

test('a cancel by another process is noticed while a tool runs', async () => {
  const store = memoryStore()
  const aborted: string[] = []
  const elsewhere = scenario({}, { store })
  const patient = patientTool((id) => void elsewhere.engine.cancel(id, ada), aborted)
  const { run } = scenario({ replies: [call('patient')], tools: [patient] }, { store })
  const { id, status } = await run()
  expect(status).toBe('cancelled')
  expect(aborted).toEqual([id])
})

test('a cancel of the parent reaches a child that is at work, and one that is not', async () => {
  const aborted: string[] = []
  const store = memoryStore()
  const parent = defineAgent<Model>({
    name: 'parent',
    prompt: 'parent/none',
    model: replies(),
    tools: [],
    decide: (thread) => {
      if (thread.events.length === 1) return spawn('waiter', 'wait')
      if (thread.events.length === 2) return spawn('tester', 'work')
      return awaitChild(thread.children[1]!)
    },
  })
  const patient = patientTool(() => void engine.cancel(id, ada), aborted)
  const child = scenario({ replies: [call('patient')], tools: [patient] }, { store })
  const waiter = scenario({ name: 'waiter', replies: [call('request_human_input', { question: 'which?' })] })
  const { engine } = scenario({}, { store, agents: [parent, waiter.agent, child.agent], prompts })
  const { threadId: id } = await engine.launch('parent', 'go')
  const { thread } = await engine.drive(id)
  await engine.close()
  expect(thread.status).toBe('cancelled')
  expect(aborted).toEqual([thread.children[1]])
  for (const childId of thread.children) expect((await engineless(childId)).status).toBe('cancelled')

  async function engineless(childId: string) {
    return fold(childId, await store.read(childId))
  }
})

test('a child runs on a thread of its own, and its result comes back to the parent', async () => {
  const parent = defineAgent<Model>({
    name: 'parent',
    prompt: 'parent/none',
    model: replies(),
    tools: [],
    decide: (thread) => {
      const last = thread.events.at(-1)!
      if (last.type === 'child_finished') return finish({ child: last.data.result ?? null })
      return thread.children[0] ? awaitChild(thread.children[0]) : spawn('tester', 'the small part')
    },
  })
  const child = scenario({})
  const { engine } = scenario({}, { agents: [parent, child.agent], prompts })
  const { threadId } = await engine.launch('parent', 'go', { labels: { tenant: 'acme' } })
  const { thread } = await engine.drive(threadId)
  expect(thread.ending).toEqual({ status: 'finished', result: { child: 'done' } })
  const [launched] = await engine.list({ agent: 'tester' })
  expect(launched).toMatchObject({ status: 'finished', labels: { tenant: 'acme' } })
})

test('a child that waits for a person holds up its parent, and the answer carries both on', async () => {
  const parent = defineAgent<Model>({
    name: 'parent',
    prompt: 'parent/none',
    model: replies(),
    tools: [],
    decide: (thread) => {
      const last = thread.events.at(-1)!
      if (last.type === 'child_finished') return finish('both done')
      return thread.children[0] ? awaitChild(thread.children[0]) : spawn('tester', 'the small part')
    },
  })
  const child = scenario({ replies: [call('request_human_input', { question: 'which?' })] })
  const { engine } = scenario({}, { agents: [parent, child.agent], prompts })
  const { threadId } = await engine.launch('parent', 'go')
  const waiting = (await engine.drive(threadId)).thread
  expect(waiting.status).toBe('sleeping')
  const childId = waiting.children[0]!
  await engine.deliver(childId, { requestId: '1', answer: 'replied', person: ada, text: 'this' })
  await engine.drive(childId)
  expect((await engine.get(threadId)).status).toBe('finished')
})
