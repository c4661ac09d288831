import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { succeeded, type Effect, type ToolResponse } from '../../src/runtime/tools/tool.ts'
import { memoryStore } from '../../src/runtime/store/memory.ts'
import type { Store } from '../../src/runtime/store/store.ts'
import { fold, reduce } from '../../src/runtime/thread/reduce.ts'
import { outcomeEvents } from '../../src/runtime/engine/outcome.ts'
import { afterAppend, dyingBefore } from '../changed-store.ts'
import { ada, call, scenario, testClock, typesOf, type TestClock } from '../scenario.ts'

function effectTool(
  effect: Effect,
  runs: string[],
  reconcile?: () => Promise<ToolResponse<string> | undefined>,
) {
  return defineTool({
    name: 'act',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect,
    run: async ({ idempotencyKey }) => {
      runs.push(idempotencyKey)
      return succeeded('done')
    },
    ...(reconcile ? { reconcile } : {}),
  })
}

interface Crash {
  readonly store: Store
  readonly clock: TestClock
  readonly threadId: string
  readonly runs: string[]
}

/** Runs a tool, and dies after its effect, before its outcome is in the store. */
async function crashAfterEffect(effect: Effect): Promise<Crash> {
  const runs: string[] = []
  const clock = testClock()
  const store = memoryStore({ now: clock.now })
  const dying = scenario(
    { replies: [call('act')], tools: [effectTool(effect, runs)] },
    { store: dyingBefore(store, 'tool_call_succeeded'), clock },
  )
  const { threadId } = await dying.engine.launch('tester', 'go')
  await expect(dying.engine.drive(threadId)).rejects.toMatchObject({ died: true })
  clock.advance(60_000)
  return { store, clock, threadId, runs }
}

function survivor(
  { store, clock, runs }: Crash,
  effect: Effect,
  reconcile?: () => Promise<ToolResponse<string> | undefined>,
) {
  return scenario({ replies: [call('act')], tools: [effectTool(effect, runs, reconcile)] }, { store, clock })
}

test('tool_call_started is appended before any effect that is not read, and not for read', async () => {
  for (const effect of ['idempotent', 'once', 'read'] as const) {
    const runs: string[] = []
    const thread = await scenario({ replies: [call('act')], tools: [effectTool(effect, runs)] }).run()
    const started = typesOf(thread).includes('tool_call_started')
    expect(started, effect).toBe(effect !== 'read')
    expect(runs).toEqual([`${thread.id}.1`])
  }
})

test('no start in the store, no effect: a once tool does not run where its start cannot be appended', async () => {
  const runs: string[] = []
  const store = dyingBefore(memoryStore(), 'tool_call_started')
  const dying = scenario({ replies: [call('act')], tools: [effectTool('once', runs)] }, { store })
  const { threadId } = await dying.engine.launch('tester', 'go')
  await expect(dying.engine.drive(threadId)).rejects.toMatchObject({ died: true })
  expect(runs).toEqual([])
})

test('after a crash in between, read and idempotent calls run again, with the same key', async () => {
  for (const effect of ['read', 'idempotent'] as const) {
    const crash = await crashAfterEffect(effect)
    const { thread } = await survivor(crash, effect).engine.drive(crash.threadId)
    expect(thread.status).toBe('finished')
    expect(crash.runs).toEqual([`${crash.threadId}.1`, `${crash.threadId}.1`])
  }
})

test('after a crash in between, a once call is never repeated: a person says what happened', async () => {
  const crash = await crashAfterEffect('once')
  const { engine } = survivor(crash, 'once')
  const { thread } = await engine.drive(crash.threadId)
  expect(typesOf(thread).slice(-2)).toEqual(['tool_call_interrupted', 'human_asked'])
  expect(thread.status).toBe('waiting_for_human')
  const [ask] = thread.requests
  await engine.deliver(thread.id, { requestId: ask!.requestId, answer: 'approved', person: ada })
  const end = (await engine.drive(thread.id)).thread
  expect(end.status).toBe('finished')
  expect(typesOf(end)).toContain('tool_call_reconciled')
  expect(crash.runs.length).toBe(1)
})

test('a tool that can find out is asked first, and its word is recorded as reconciled', async () => {
  const crash = await crashAfterEffect('once')
  const { engine } = survivor(crash, 'once', async () => succeeded('it was done'))
  const { thread } = await engine.drive(crash.threadId)
  const found = thread.events.slice().find((event) => event.type === 'tool_call_reconciled')
  expect(found).toMatchObject({ data: { by: 'tool', response: { success: true, data: 'it was done' } } })
  expect(thread.status).toBe('finished')
  expect(crash.runs.length).toBe(1)
})

test('a tool that cannot find out leaves it to a person', async () => {
  const crash = await crashAfterEffect('once')
  const { engine } = survivor(crash, 'once', async () => undefined)
  const { thread } = await engine.drive(crash.threadId)
  expect(thread.status).toBe('waiting_for_human')
  await engine.deliver(thread.id, {
    requestId: thread.requests[0]!.requestId,
    answer: 'rejected',
    person: ada,
    text: 'nothing happened',
  })
  const end = (await engine.drive(thread.id)).thread
  const found = end.events.slice().find((event) => event.type === 'tool_call_reconciled')
  expect(found).toMatchObject({
    data: {
      by: 'person',
      response: { success: false, error: { code: 'did_not_happen', message: 'nothing happened' } },
    },
  })
  expect(crash.runs.length).toBe(1)
})

test('a once tool that takes too long is interrupted, and its late outcome is appended once', async () => {
  let release: (response: ToolResponse<string>) => void = () => {}
  const slow = defineTool({
    name: 'act',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect: 'once',
    timeoutMs: 5,
    run: () => new Promise<ToolResponse<string>>((resolve) => (release = resolve)),
  })
  const { engine, store, run } = scenario({ replies: [call('act')], tools: [slow] })
  const thread = await run()
  expect(thread.status).toBe('waiting_for_human')
  expect(typesOf(thread)).toContain('tool_call_interrupted')
  release(succeeded('late'))
  await engine.close()
  const late = fold(thread.id, await store.read(thread.id))
  expect(late.events.at(-1)).toMatchObject({
    type: 'tool_call_reconciled',
    data: { by: 'late outcome', response: { success: true, data: 'late' } },
  })
  expect(late.status).toBe('running')
})

test('a late outcome is kept once even where a person has said what happened', async () => {
  const crash = await crashAfterEffect('once')
  const { engine } = survivor(crash, 'once')
  const { thread } = await engine.drive(crash.threadId)
  const { requestId } = thread.requests[0]!
  await engine.deliver(thread.id, { requestId, answer: 'rejected', person: ada })
  const end = (await engine.drive(thread.id)).thread
  const [event] = outcomeEvents(end, '1', succeeded('late'))
  expect(event).toMatchObject({ type: 'tool_call_reconciled', data: { by: 'late outcome' } })
  const kept = reduce(end, { seq: end.seq + 1, v: 1, at: end.now, ...event! })
  expect(outcomeEvents(kept, '1', succeeded('late'))).toEqual([])
})

test('the lease is checked just before an effect: a process that lost it does not run the tool', async () => {
  const runs: string[] = []
  const clock = testClock()
  const inner = memoryStore({ now: clock.now })
  // The process was stopped for a minute right after its start event was appended.
  const store = afterAppend(inner, 'tool_call_started', () => clock.advance(60_000))
  const { run } = scenario({ replies: [call('act')], tools: [effectTool('once', runs)] }, { store, clock })
  const thread = await run()
  expect(runs).toEqual([])
  // Nobody can tell a start that was followed by an effect from one that was not.
  expect(typesOf(thread)).toContain('tool_call_interrupted')
})
