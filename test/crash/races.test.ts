// Moments so short that processes meet in them once in thousands of runs. The kill bench found some; here each is
// brought about on purpose.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { takeLease } from '../../src/runtime/engine/lease.ts'
import { openWorkshop } from '../../src/runtime/engine/workshop.ts'
import { approvals } from '../../src/runtime/agents/approvals.ts'
import { awaitChild, spawn } from '../../src/runtime/agents/command.ts'
import { defineAgent } from '../../src/runtime/agents/define-agent.ts'
import { standardLoop } from '../../src/runtime/agents/standard-loop.ts'
import { memoryStore } from '../../src/runtime/store/memory.ts'
import type { Store } from '../../src/runtime/store/store.ts'
import type { Thread } from '../../src/runtime/thread/thread.ts'
import { doneForNow, requestHumanInput } from '../../src/runtime/tools/built-in.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { succeeded, type ToolResponse } from '../../src/runtime/tools/tool.ts'
import { afterAppend, changedStore, dyingBefore, holds } from '../changed-store.ts'
import { ada, call, prompts, replies, scenario, testClock, typesOf } from '../scenario.ts'

const message = { text: 'by the way', source: { trigger: 'test' } }

function onceTool(runs: string[], run: () => Promise<ToolResponse<string>>, timeoutMs = 5) {
  return defineTool({
    name: 'act',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect: 'once',
    timeoutMs,
    run: ({ idempotencyKey }) => (runs.push(idempotencyKey), run()),
  })
}

test('a message that comes while a once tool runs out of time does not let it run again', async () => {
  const runs: string[] = []
  const store = memoryStore()
  const outside = scenario({}, { store })
  const meddled = afterAppend(store, 'tool_call_started', (id) => outside.engine.deliver(id, message))
  let settle: (response: ToolResponse<string>) => void = () => {}
  const hanging = onceTool(runs, () => new Promise((resolve) => (settle = resolve)))
  const inside = scenario({ replies: [call('act')], tools: [hanging] }, { store: meddled })
  const thread = await inside.run()
  expect(typesOf(thread)).toContain('tool_call_interrupted')
  expect(runs).toEqual([`${thread.id}.1`])
  settle(succeeded('done'))
  await inside.engine.close()
})

test('a message that comes during recovery does not let a once tool run again', async () => {
  const runs: string[] = []
  const clock = testClock()
  const store = memoryStore({ now: clock.now })
  const definition = { replies: [call('act')], tools: [onceTool(runs, async () => succeeded('done'), 1_000)] }
  const dying = scenario(definition, { store: dyingBefore(store, 'tool_call_succeeded'), clock })
  const { threadId } = await dying.engine.launch('tester', 'go')
  await expect(dying.engine.drive(threadId)).rejects.toMatchObject({ died: true })
  clock.advance(60_000)

  const outside = scenario({}, { store, clock })
  let hasSpoken = false
  const meddled = changedStore(store, {
    async append(id, appending) {
      if (holds(appending, 'tool_call_interrupted') && !hasSpoken) {
        hasSpoken = true
        await outside.engine.deliver(id, message)
      }
      return store.append(id, appending)
    },
  })
  const { thread } = await scenario(definition, { store: meddled, clock }).engine.drive(threadId)
  expect(thread.status).toBe('waiting_for_human')
  expect(runs).toEqual([`${threadId}.1`])
})

test('a look at the thread that is under way when the lease is released does not take it again', async () => {
  const store = memoryStore()
  let open: () => void = () => {}
  let asked: () => void = () => {}
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  let peeks = 0
  const slow = changedStore(store, {
    async peek(threadId, owner) {
      // The first is that of taking the lease; the second one is the look.
      if (++peeks === 2) {
        asked()
        await new Promise<void>((resolve) => (open = resolve))
      }
      return store.peek(threadId, owner)
    },
  })
  const { engine } = scenario({}, { store })
  const { threadId } = await engine.launch('tester', 'go')
  const lease = await takeLease(openWorkshop({ store: slow, agents: [], prompts, leaseMs: 60 }), threadId)
  await isAsked
  const released = lease!.release()
  open()
  await released
  for (let turn = 0; turn < 10; turn++) await nextTurn()
  expect(await store.acquireLease(threadId, 'another', 1_000)).toBe(true)
})

test('a lease that is shorter than the usual pause between two looks is renewed in time', async () => {
  const store = memoryStore()
  const taken: boolean[] = []
  let enough: () => void = () => {}
  const renewed = new Promise<void>((resolve) => (enough = resolve))
  const watched = changedStore(store, {
    async acquireLease(threadId, owner, milliseconds) {
      taken.push(await store.acquireLease(threadId, 'another', milliseconds))
      const isOurs = await store.acquireLease(threadId, owner, milliseconds)
      if (taken.length === 4) enough()
      return isOurs
    },
  })
  const { engine } = scenario({}, { store })
  const { threadId } = await engine.launch('tester', 'go')
  await store.acquireLease(threadId, 'us', 200)
  const workshop = openWorkshop({ store: watched, agents: [], prompts, leaseMs: 200, newId: () => 'us' })
  const lease = await takeLease(workshop, threadId)
  await renewed
  await lease!.release()
  expect(taken).toEqual([false, false, false, false])
})

/** A store in which something happens, once, just before a thread's lease is released. */
function beforeRelease(store: Store, act: (threadId: string) => Promise<unknown>): Store {
  let done = false
  return changedStore(store, {
    async releaseLease(threadId, owner) {
      if (!done) {
        done = true
        await act(threadId)
      }
      await store.releaseLease(threadId, owner)
    },
  })
}

test('an answer that comes while the process that asked is letting go is acted on', async () => {
  const runs: string[] = []
  const definition = {
    replies: [call('act')],
    tools: [onceTool(runs, async () => succeeded('done'), 1_000)],
    decide: (thread: Thread) =>
      approvals(thread, ({ tool }) => tool === 'act', { to: 'ops' }) ?? standardLoop(thread),
  }
  const store = memoryStore()
  const outside = scenario(definition, { store })
  const answered = beforeRelease(store, async (threadId) => {
    await outside.engine.deliver(threadId, { requestId: '1', answer: 'approved', person: ada })
    // The other process finds the lease taken, and leaves the thread to its owner.
    expect(await outside.engine.drive(threadId)).toMatchObject({ driven: false })
  })
  const thread = await scenario(definition, { store: answered }).run()
  expect(thread.status).toBe('finished')
  expect(runs).toEqual([`${thread.id}.1`])
})

test('a parent is carried on by the child that ended while the parent was lying down', async () => {
  const child = defineAgent({
    name: 'child',
    prompt: 'child/next-step',
    model: replies(call('request_human_input', { question: 'which?' })),
    tools: [requestHumanInput, doneForNow],
  })
  const parent = defineAgent({
    name: 'parent',
    prompt: 'parent/next-step',
    model: replies(),
    tools: [doneForNow],
    decide: (thread) => {
      const launched = thread.events.slice().some((event) => event.type === 'child_launched')
      if (!launched) return spawn('child', 'help')
      return thread.children[0] === undefined ? standardLoop(thread) : awaitChild(thread.children[0])
    },
  })
  const store = memoryStore()
  const agents = [parent, child]
  const outside = scenario({}, { store, agents })
  let releases = 0
  const answered = changedStore(store, {
    async releaseLease(threadId, owner) {
      // The first release is the child's, which waits; the second one is the parent's, which sleeps by now.
      if (++releases === 2) {
        const [ask] = await store.requests()
        await outside.engine.deliver(ask!.threadId, {
          requestId: ask!.requestId,
          answer: 'replied',
          text: 'that one',
          person: ada,
        })
        await outside.engine.drive(ask!.threadId)
      }
      await store.releaseLease(threadId, owner)
    },
  })
  const { engine } = scenario({}, { store: answered, agents })
  const { threadId } = await engine.launch('parent', 'go')
  expect((await engine.drive(threadId)).thread.status).toBe('finished')
})

test('a child whose parent was cancelled obeys, also when a message comes at that moment', async () => {
  const store = memoryStore()
  const { engine } = scenario({ replies: [call('request_human_input', { question: 'which?' })] }, { store })
  const { threadId: parentId } = await engine.launch('tester', 'go')
  await store.append('child', {
    expectedSeq: 0,
    events: [
      {
        seq: 1,
        type: 'thread_launched',
        v: 1,
        at: '2026-01-02T03:04:05.000Z',
        data: {
          agent: 'tester',
          agentHash: '',
          input: 'help',
          source: { trigger: 'parent' },
          labels: {},
          parent: { threadId: parentId },
        },
      },
    ],
    index: { status: 'running' },
  })
  await engine.cancel(parentId, ada)
  let hasSpoken = false
  const meddled = changedStore(store, {
    async append(id, appending) {
      if (holds(appending, 'cancelled') && !hasSpoken) {
        hasSpoken = true
        await engine.deliver(id, message)
      }
      return store.append(id, appending)
    },
  })
  const { thread } = await scenario({}, { store: meddled }).engine.drive('child')
  expect(thread.status).toBe('cancelled')
})

test('a process that lost its lease takes the thread again where nobody else holds it', async () => {
  const store = memoryStore()
  let owner = ''
  const watched = changedStore(store, {
    async acquireLease(threadId, taker, milliseconds) {
      owner = taker
      return store.acquireLease(threadId, taker, milliseconds)
    },
  })
  const forgetful = defineTool({
    name: 'act',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect: 'read',
    async run({ threadId }) {
      await store.releaseLease(threadId, owner)
      return succeeded('done')
    },
  })
  const thread = await scenario({ replies: [call('act')], tools: [forgetful] }, { store: watched }).run()
  expect(thread.status).toBe('finished')
})
