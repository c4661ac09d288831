import { once } from 'node:events'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { afterAppend } from '../../../test/changed-store.ts'
import { agentOf, engineOf, eventsOf, runOf } from '../../../test/family.ts'
import { ada, call, prompts, replies, scenario, testClock, typesOf } from '../../../test/scenario.ts'
import { awaitChild, spawn, type Command } from '../agents/command.ts'
import { delegate } from '../agents/delegate.ts'
import { limits } from '../agents/limits.ts'
import { standardLoop } from '../agents/standard-loop.ts'
import type { Model } from '../models/model.ts'
import type { ScriptedReply } from '../models/scripted-model.ts'
import { memoryStore } from '../store/memory.ts'
import type { Thread } from '../thread/thread.ts'
import { childAgent } from '../tools/child-agent.ts'
import { defineTool } from '../tools/define-tool.ts'
import { succeeded, type Tool } from '../tools/tool.ts'

const research = childAgent({ name: 'research', agent: 'researcher', description: 'test' })
const ask = (question: string) => call('request_human_input', { question })

const withDelegation = (thread: Thread): Command => delegate(thread, [research]) ?? standardLoop(thread)
const tasks = (...list: string[]): ScriptedReply => ({
  calls: list.map((task) => ({ tool: 'research', input: { task } })),
})

test('calls are given to children beside each other, and their results close the calls', async () => {
  const parent = agentOf('parent', [tasks('the east', 'the west')], withDelegation, [research])
  const engine = engineOf([parent, agentOf('researcher', [])])
  const thread = await runOf(engine, 'parent')
  expect(thread.status).toBe('finished')
  expect(eventsOf(thread, 'child_launched').map(({ input, callId }) => [input, callId])).toEqual([
    ['the east', '1'],
    ['the west', '2'],
  ])
  expect(eventsOf(thread, 'tool_call_succeeded').slice(0, 2)).toMatchObject([
    { callId: '1', response: { success: true, data: 'done' } },
    { callId: '2', response: { success: true, data: 'done' } },
  ])
  const [child] = await engine.list({ agent: 'researcher' })
  const { parent: from, counters } = await engine.get(child!.threadId)
  expect(from).toEqual({ threadId: thread.id, callId: '2', root: thread.id, depth: 1 })
  // Two steps of its own, and what both children took.
  expect(thread.counters.inputTokens).toBeGreaterThan(2 * counters.inputTokens)
  expect(thread.counters.children).toBe(2)
})

test('a child that fails or is cancelled is a failed call, and the parent reacts', async () => {
  const parent = agentOf('parent', [tasks('one'), tasks('two')], withDelegation, [research])
  const failing = agentOf('researcher', [], (thread) => limits(thread, { steps: 0 }) ?? standardLoop(thread))
  const engine = engineOf([parent, failing])
  const thread = await runOf(engine, 'parent')
  expect(thread.status).toBe('finished')
  expect(eventsOf(thread, 'tool_call_failed')[0]).toMatchObject({
    callId: '1',
    response: {
      error: { code: 'child_failed', message: 'researcher: limit_reached: steps: 0 of at most 0' },
    },
  })
})

test('no more children are at work at a time than the policy says', async () => {
  const decide = (thread: Thread): Command =>
    delegate(thread, [research], { atOnce: 2 }) ?? standardLoop(thread)
  const parent = agentOf('parent', [tasks('a', 'b', 'c', 'd', 'e')], decide, [research])
  const engine = engineOf([parent, agentOf('researcher', [ask('which?')])])
  const thread = await runOf(engine, 'parent')
  expect(thread.status).toBe('sleeping')
  expect(await engine.list({ agent: 'researcher' })).toHaveLength(2)
})

test('a bound of the engine is an event, and the outcome of the call', async () => {
  const nested = agentOf(
    'parent',
    [tasks('deeper')],
    (thread) => delegate(thread, [deeper]) ?? standardLoop(thread),
    [research],
  )
  const deeper = { ...research, agent: 'parent' }
  const { engine } = scenario({}, { agents: [nested], prompts, children: { depth: 2 } })
  const thread = await runOf(engine, 'parent')
  expect(thread.status).toBe('finished')
  const all = await Promise.all((await engine.list()).map(({ threadId }) => engine.get(threadId)))
  expect(all).toHaveLength(3)
  const deepest = all.find((one) => one.parent?.depth === 2)!
  expect(deepest.parent).toMatchObject({ root: thread.id })
  expect(eventsOf(deepest, 'limit_reached')).toEqual([{ limit: 'depth of children', value: 2, bound: 2 }])
  expect(eventsOf(deepest, 'tool_call_failed')[0]).toMatchObject({
    response: { error: { code: 'limit_reached' } },
  })
})

test('an agent that there is none of is a failed call', async () => {
  const parent = agentOf('parent', [tasks('one')], withDelegation, [research])
  const thread = await runOf(engineOf([parent]), 'parent')
  expect(eventsOf(thread, 'tool_call_failed')[0]).toMatchObject({
    response: { error: { code: 'agent_not_found' } },
  })
})

test('an answer is acted on while the thread sleeps for a child', async () => {
  const both = { calls: [...(tasks('one').calls ?? []), ...(ask('mine?').calls ?? [])] }
  const parent = agentOf('parent', [both], withDelegation, [research])
  const engine = engineOf([parent, agentOf('researcher', [ask('theirs?')])])
  const asleep = await runOf(engine, 'parent')
  expect([asleep.status, asleep.requests.length]).toEqual(['sleeping', 1])
  await engine.deliver(asleep.id, { requestId: '2', answer: 'replied', person: ada, text: 'this' })
  const { thread } = await engine.drive(asleep.id)
  expect(eventsOf(thread, 'tool_call_succeeded')).toMatchObject([{ callId: '2' }])
  expect(thread.status).toBe('sleeping')
})

test('a parent that fails takes its children along; a child has no more time than its parent', async () => {
  const clock = testClock()
  const decide = (thread: Thread): Command => limits(thread, { time: '1h' }) ?? withDelegation(thread)
  const parent = agentOf('parent', [tasks('one')], decide, [research])
  const lazy = agentOf(
    'researcher',
    [ask('which?')],
    (thread) => limits(thread, { time: '9h' }) ?? standardLoop(thread),
  )
  const engine = engineOf([parent, lazy], { clock, store: memoryStore({ now: clock.now }) })
  const { id, children } = await runOf(engine, 'parent')
  const child = await engine.get(children[0]!)
  expect(child.deadline).toBe((await engine.get(id)).deadline)
  clock.advance(3_600_000)
  await engine.drive(id)
  expect((await engine.get(child.id)).ending).toEqual({ status: 'cancelled', reason: 'the parent failed' })
})

test('a child that is made in the very moment in which its parent is cancelled is cancelled too', async () => {
  const store = memoryStore()
  const parent = agentOf('parent', [], (thread) =>
    thread.children[0] === undefined ? spawn('researcher', 'go') : awaitChild(thread.children[0]),
  )
  const agents = [parent, agentOf('researcher', [])]
  const outside = engineOf(agents, { store })
  // And its process is told to stop: nobody comes by to look at the parent once more.
  const stop = new AbortController()
  const meddled = afterAppend(store, 'child_launched', async (id) => {
    await outside.cancel(id, ada)
    stop.abort()
  })
  const { threadId } = await outside.launch('parent', 'go')
  await engineOf(agents, { store: meddled }).drive(threadId, stop)
  const [child] = await outside.list({ agent: 'researcher' })
  expect(child?.status).toBe('cancelled')
})

/** A tool and a model that do nothing until they are aborted, and then still say something. */
function patient(onStart: () => void, aborted: string[]): { tool: Tool; model: Model } {
  const stopped = async (signal: AbortSignal, what: string): Promise<void> => {
    onStart()
    if (!signal.aborted) await once(signal, 'abort')
    aborted.push(what)
  }
  const tool = defineTool({
    name: 'patient',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect: 'read',
    run: async ({ signal }) => (await stopped(signal, 'tool'), succeeded('half of it')),
  })
  const script = replies()
  const model: Model = {
    ...script,
    reply: async (request, signal) => (await stopped(signal, 'model'), script.reply(request, signal)),
  }
  return { tool, model }
}

test('a cancel by another process reaches the tools and models of all children within two seconds', async () => {
  const store = memoryStore()
  const aborted: string[] = []
  let started = 0
  let cancelledAt = 0
  const elsewhere = engineOf([], { store })
  const onStart = (): void => {
    if (++started < 2) return
    cancelledAt = performance.now()
    void elsewhere.list({ agent: 'parent' }).then(([root]) => elsewhere.cancel(root!.threadId, ada))
  }
  const { tool, model } = patient(onStart, aborted)
  const worker = childAgent({ name: 'work', agent: 'worker', description: 'test' })
  const decide = (thread: Thread): Command => delegate(thread, [research, worker]) ?? standardLoop(thread)
  const step = { calls: ['research', 'work'].map((name) => ({ tool: name, input: { task: 'go' } })) }
  const parent = agentOf('parent', [step], decide, [research, worker])
  const thinker = { ...agentOf('researcher', []), model }
  const engine = engineOf([parent, thinker, agentOf('worker', [call('patient')], standardLoop, [tool])], {
    store,
  })
  const { id } = await runOf(engine, 'parent')
  expect(performance.now() - cancelledAt).toBeLessThan(2_000)
  await engine.close()
  expect(aborted.sort()).toEqual(['model', 'tool'])
  const all = await Promise.all((await engine.list()).map(({ threadId }) => engine.get(threadId)))
  expect(all.map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled'])
  // What still came is in the log, after the end, and changed nothing.
  const late = all.filter((thread) => thread.id !== id).map((thread) => typesOf(thread).at(-1))
  expect(new Set(late)).toEqual(new Set(['next_step_chosen', 'tool_call_succeeded']))
})

test('a paused parent whose child has ended stands still until it is let go on', async () => {
  const parent = agentOf('parent', [tasks('one')], withDelegation, [research])
  const engine = engineOf([parent, agentOf('researcher', [ask('which?')])])
  const { id, children } = await runOf(engine, 'parent')
  await engine.pause(id, ada)
  await engine.cancel(children[0]!, ada)
  expect((await engine.drive(id)).thread.status).toBe('paused')
  await engine.resume(id, ada)
  expect((await engine.drive(id)).thread.status).toBe('finished')
})
