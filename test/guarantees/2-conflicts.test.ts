import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { succeeded } from '../../src/runtime/tools/tool.ts'
import type { Model } from '../../src/runtime/models/model.ts'
import { memoryStore } from '../../src/runtime/store/memory.ts'
import { indexOf } from '../../src/runtime/thread/thread-index.ts'
import { fold } from '../../src/runtime/thread/reduce.ts'
import { changedStore } from '../changed-store.ts'
import { ada, call, replies, scenario, typesOf } from '../scenario.ts'

/** A model that lets the test act while it thinks. */
function whileThinking(act: () => Promise<unknown>, inner: Model): Model {
  let times = 0
  return {
    ...inner,
    async reply(request, signal) {
      if (times++ === 0) await act()
      return inner.reply(request, signal)
    },
  }
}

const effects: string[] = []
const deploy = defineTool({
  name: 'deploy',
  description: 'test',
  input: z.object({}),
  output: z.string(),
  effect: 'once',
  run: async ({ idempotencyKey }) => {
    effects.push(idempotencyKey)
    return succeeded('deployed')
  },
})

test('an append on a stale seq fails and writes nothing', async () => {
  const { engine, store, run } = scenario({})
  const thread = await run()
  const events = await store.read(thread.id)
  const again = { ...events[1]!, seq: 2 }
  const result = await store.append(thread.id, { expectedSeq: 1, events: [again], index: indexOf(thread) })
  expect(result).toEqual({ ok: false, conflict: 'stale', seq: thread.seq })
  expect(await store.read(thread.id)).toEqual(events)
  await engine.close()
})

test('a message that arrives during a model call is kept, and so is the reply, with basedOn', async () => {
  const store = memoryStore()
  const model = whileThinking(
    () => engine.deliver(id, { text: 'also this', source: { trigger: 'test' } }),
    replies(call('deploy')),
  )
  const { engine, agent } = scenario({ model, tools: [deploy] }, { store })
  const { threadId: id } = await engine.launch(agent.name, 'go')
  const { thread } = await engine.drive(id)
  expect(typesOf(thread).slice(0, 5)).toEqual([
    'thread_launched',
    'message_received',
    'next_step_chosen',
    'tool_call_started',
    'tool_call_succeeded',
  ])
  expect(thread.events.at(2)).toMatchObject({ data: { basedOn: 1 } })
  expect(thread.status).toBe('finished')
})

test('the outcome of a tool is kept on the newest seq when a message came in between', async () => {
  const store = memoryStore()
  const slow = defineTool({
    name: 'slow',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect: 'read',
    run: async ({ threadId }) => {
      await engine.deliver(threadId, { text: 'meanwhile', source: { trigger: 'test', deliveryId: 'once' } })
      return succeeded('slowly')
    },
  })
  const { engine, run } = scenario({ replies: [call('slow')], tools: [slow] }, { store })
  const thread = await run()
  expect(typesOf(thread).slice(1, 4)).toEqual(['next_step_chosen', 'message_received', 'tool_call_succeeded'])
  expect(thread.events.at(3)).toMatchObject({ data: { basedOn: 2 } })
})

test('a pause that arrives during a model call: the reply is recorded and not acted on until resumed', async () => {
  effects.length = 0
  const store = memoryStore()
  const model = whileThinking(() => engine.pause(id, ada), replies(call('deploy')))
  const { engine, agent } = scenario({ model, tools: [deploy] }, { store })
  const { threadId: id } = await engine.launch(agent.name, 'go')
  const { thread } = await engine.drive(id)
  expect(typesOf(thread)).toEqual(['thread_launched', 'paused', 'next_step_chosen'])
  expect(thread.status).toBe('paused')
  expect(effects).toEqual([])
  await engine.resume(id, ada)
  expect((await engine.drive(id)).thread.status).toBe('finished')
  expect(effects).toEqual([`${id}.1`])
})

test('a cancel that arrives during a model call: the late reply is recorded and never acted on', async () => {
  effects.length = 0
  const store = memoryStore()
  const model = whileThinking(() => engine.cancel(id, ada), replies(call('deploy')))
  const { engine, agent } = scenario({ model, tools: [deploy] }, { store })
  const { threadId: id } = await engine.launch(agent.name, 'go')
  await engine.drive(id)
  await engine.close()
  const thread = fold(id, await store.read(id))
  expect(typesOf(thread)).toEqual(['thread_launched', 'cancelled', 'next_step_chosen'])
  expect(thread.status).toBe('cancelled')
  expect(effects).toEqual([])
})

test('of two choices made from the same state only the first is acted on', async () => {
  effects.length = 0
  const store = memoryStore()
  const replied = [call('deploy'), call('request_human_input', { question: 'and now?' })]
  const first = scenario({ replies: replied, tools: [deploy] }, { store })
  const { threadId } = await first.engine.launch('tester', 'go')
  // The second worker takes over while the first is thinking, as after a lease that ran out.
  const model = whileThinking(() => first.engine.drive(threadId), replies(...replied))
  const both = changedStore(store, {
    acquireLease: async () => true,
    peek: async (id) => ({ ...(await store.peek(id)), holdsLease: true }),
  })
  const second = scenario({ model, tools: [deploy] }, { store: both })
  const { thread } = await second.engine.drive(threadId)
  expect(typesOf(thread).filter((type) => type === 'next_step_chosen').length).toBe(3)
  expect(thread.events.at(-1)).toMatchObject({ type: 'next_step_chosen', data: { basedOn: 1 } })
  expect(thread.status).toBe('waiting_for_human')
  expect(effects).toEqual([`${threadId}.1`])
})
