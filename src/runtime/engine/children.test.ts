import { once } from 'node:events'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { afterAppend, dyingBefore } from '../../../test/changed-store.ts'
import { ada, call, prompts, replies, scenario, testClock, typesOf } from '../../../test/scenario.ts'
import type { Agent } from '../agents/agent.ts'
import { awaitChild, spawn, type Command } from '../agents/command.ts'
import { defineAgent } from '../agents/define-agent.ts'
import { delegate } from '../agents/delegate.ts'
import { limits } from '../agents/limits.ts'
import { pipeline } from '../agents/pipeline.ts'
import { standardLoop } from '../agents/standard-loop.ts'
import type { Model } from '../models/model.ts'
import type { ScriptedReply } from '../models/scripted-model.ts'
import { memoryStore } from '../store/memory.ts'
import type { Store } from '../store/store.ts'
import type { EventOf, EventType } from '../thread/event.ts'
import type { Thread } from '../thread/thread.ts'
import { doneForNow, requestHumanInput } from '../tools/built-in.ts'
import { childAgent } from '../tools/child-agent.ts'
import { defineTool } from '../tools/define-tool.ts'
import { succeeded, type Tool } from '../tools/tool.ts'

const research = childAgent({ name: 'research', agent: 'researcher', description: 'test' })
const ask = (question: string) => call('request_human_input', { question })

function agentOf(
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

const withDelegation = (thread: Thread): Command => delegate(thread, [research]) ?? standardLoop(thread)
const tasks = (...list: string[]): ScriptedReply => ({
  calls: list.map((task) => ({ tool: 'research', input: { task } })),
})

function eventsOf<T extends EventType>(thread: Thread, type: T): EventOf<T>['data'][] {
  return thread.events
    .slice()
    .flatMap((event) => (event.type === type ? [event.data as EventOf<T>['data']] : []))
}

function engineOf(
  agents: readonly Agent<Model>[],
  options: { store?: Store; clock?: ReturnType<typeof testClock> } = {},
) {
  return scenario({}, { agents, prompts, ...options }).engine
}

async function runOf(engine: ReturnType<typeof engineOf>, name: string): Promise<Thread> {
  const { threadId } = await engine.launch(name, 'go', { labels: { tenant: 'acme' } })
  return (await engine.drive(threadId)).thread
}

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
  const meddled = afterAppend(store, 'child_launched', (id) => outside.cancel(id, ada))
  const { status, children } = await runOf(engineOf(agents, { store: meddled }), 'parent')
  expect(status).toBe('cancelled')
  expect((await outside.get(children[0]!)).status).toBe('cancelled')
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

const stages = [
  { agent: 'outliner', input: (_: unknown, { input }: Thread) => `outline ${input}` },
  { agent: 'writer', input: (results: readonly unknown[]) => `write ${JSON.stringify(results)}` },
  { agent: 'checker', input: (results: readonly unknown[]) => `check ${JSON.stringify(results)}` },
]
const assembly = agentOf('assembly', [], (thread) => pipeline(thread, stages))
const small = ['outliner', 'writer', 'checker'].map((name) =>
  agentOf(name, [call('done_for_now', { message: `by ${name}` })]),
)

test('a pipeline gives each agent what those before it came to', async () => {
  const thread = await runOf(engineOf([assembly, ...small]), 'assembly')
  expect(thread.ending).toEqual({ status: 'finished', result: 'by checker' })
  expect(eventsOf(thread, 'child_launched').map(({ input }) => input)).toEqual([
    'outline go',
    'write ["by outliner"]',
    'check ["by outliner","by writer"]',
  ])
})

test('a pipeline ends where a stage does', async () => {
  const failing = agentOf('writer', [], (thread) => limits(thread, { steps: 0 }) ?? standardLoop(thread))
  const thread = await runOf(engineOf([assembly, small[0]!, failing, small[2]!]), 'assembly')
  expect(thread.ending).toMatchObject({
    error: { code: 'stage_failed', message: 'stage 2 of 3: limit_reached: steps: 0 of at most 0' },
  })
})

test.each(['thread_launched', 'child_launched', 'next_step_chosen', 'finished', 'child_finished'])(
  'a pipeline whose process dies before %s goes on in the next one, and starts no stage twice',
  async (type) => {
    const clock = testClock()
    const store = memoryStore({ now: clock.now })
    const agents = [assembly, ...small]
    const { threadId } = await engineOf(agents, { store, clock }).launch('assembly', 'go')
    const dying = engineOf(agents, { store: dyingBefore(store, type), clock })
    await expect(dying.drive(threadId)).rejects.toMatchObject({ died: true })
    clock.advance(60_000)
    const engine = engineOf(agents, { store, clock })
    const { thread } = await engine.drive(threadId)
    expect(thread.ending).toEqual({ status: 'finished', result: 'by checker' })
    expect((await engine.list()).map(({ agent }) => agent).sort()).toEqual([
      'assembly',
      'checker',
      'outliner',
      'writer',
    ])
  },
)

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
