import { expect, test } from 'vitest'
import { z } from 'zod'
import { runCalls } from '../../src/runtime/agents/command.ts'
import { approvals } from '../../src/runtime/agents/approvals.ts'
import { limits } from '../../src/runtime/agents/limits.ts'
import { standardLoop } from '../../src/runtime/agents/standard-loop.ts'
import type { Decide } from '../../src/runtime/agents/agent.ts'
import type { HumanPolicy } from '../../src/runtime/humans/policy.ts'
import type { Call } from '../../src/runtime/thread/event.ts'
import type { JsonObject } from '../../src/runtime/thread/json.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { succeeded } from '../../src/runtime/tools/tool.ts'
import { ada, bob, call, scenario, typesOf, type Scenario } from '../scenario.ts'

const productionDeploys = (one: Call): boolean =>
  one.tool === 'deploy' && one.input.environment === 'production'

function guarded(policy: HumanPolicy): Decide {
  return (thread) =>
    limits(thread, { steps: 20, consecutiveErrors: 3 }) ??
    approvals(thread, productionDeploys, policy) ??
    standardLoop(thread)
}

function deployTool(runs: JsonObject[], tags = z.string()) {
  return defineTool({
    name: 'deploy',
    description: 'test',
    input: z.object({ environment: z.string(), tag: tags }),
    output: z.string(),
    effect: 'once',
    run: async ({ input }) => {
      runs.push(input)
      return succeeded(`${input.tag} is live`)
    },
  })
}

const wanted = { environment: 'production', tag: 'v2' }

function deploying(policy: HumanPolicy, runs: JsonObject[] = []): Scenario & { runs: JsonObject[] } {
  const made = scenario({
    replies: [call('deploy', wanted)],
    tools: [deployTool(runs)],
    decide: guarded(policy),
  })
  return { ...made, runs }
}

test('an approval is bound to call, input hash, person and time, and lets the call run once', async () => {
  const { engine, run, runs } = deploying({ to: 'deploys' })
  const thread = await run()
  expect(thread.status).toBe('waiting_for_human')
  expect(thread.requests[0]).toMatchObject({
    requestId: '1',
    question: 'production deploys need an approval',
    inputHash: thread.calls[0]!.inputHash,
  })
  await engine.deliver(thread.id, { requestId: '1', answer: 'approved', person: ada })
  const end = (await engine.drive(thread.id)).thread
  expect(runs).toEqual([wanted])
  expect(end.events.at(3)).toMatchObject({
    type: 'human_answered',
    data: { answer: 'approved', person: ada, inputHash: thread.calls[0]!.inputHash },
  })
})

test('the second click learns the first outcome, and changes nothing', async () => {
  const { engine, run, runs } = deploying({ to: 'deploys' })
  const { id } = await run()
  await engine.deliver(id, { requestId: '1', answer: 'approved', person: ada })
  const { thread } = await engine.drive(id)
  const second = await engine.deliver(id, { requestId: '1', answer: 'rejected', person: bob })
  expect(second).toMatchObject({ outcome: 'already_answered', first: { data: { person: ada } } })
  expect((await engine.get(id)).seq).toBe(thread.seq)
  expect(runs.length).toBe(1)
})

test('eight answers at once: one counts, seven are told which', async () => {
  const { engine, run } = deploying({ to: 'deploys' })
  const { id } = await run()
  const persons = Array.from({ length: 8 }, (_, i) => ({ ...ada, id: `person ${i}` }))
  const answers = await Promise.all(
    persons.map((person) => engine.deliver(id, { requestId: '1', answer: 'approved', person })),
  )
  expect(answers.filter(({ outcome }) => outcome === 'recorded').length).toBe(1)
  expect(answers.filter(({ outcome }) => outcome === 'already_answered').length).toBe(7)
})

test('a rejection closes the call with a denied ToolResponse that carries the reason', async () => {
  const { engine, run, runs } = deploying({ to: 'deploys' })
  const { id } = await run()
  await engine.deliver(id, { requestId: '1', answer: 'rejected', person: ada, text: 'not on a Friday' })
  const { thread } = await engine.drive(id)
  expect(thread.events.at(4)).toMatchObject({
    type: 'tool_call_failed',
    data: { response: { success: false, error: { code: 'denied', message: 'not on a Friday' } } },
  })
  expect(thread.status).toBe('finished')
  expect(thread.counters.consecutiveErrors).toBe(0)
  expect(runs).toEqual([])
})

test('an edit by a person who may approve runs the new input, bound to the new hash', async () => {
  const { engine, run, runs } = deploying({ to: 'deploys' })
  const { id, calls } = await run()
  const input = { ...wanted, tag: 'v1' }
  await engine.deliver(id, { requestId: '1', answer: 'edited', person: ada, input })
  const { thread } = await engine.drive(id)
  expect(runs).toEqual([input])
  const answered = thread.events.at(3)!
  expect(answered).toMatchObject({ data: { answer: 'edited', approves: true } })
  expect((answered.data as { inputHash: string }).inputHash).not.toBe(calls[0]!.inputHash)
})

test('an edit by a person who may not approve becomes a new request for the new input', async () => {
  const { engine, run, runs } = deploying({ to: 'deploys', approvers: ['ada'] })
  const { id } = await run()
  const input = { ...wanted, tag: 'v1' }
  await engine.deliver(id, { requestId: '1', answer: 'edited', person: bob, input })
  const asked = (await engine.drive(id)).thread
  expect(asked.status).toBe('waiting_for_human')
  expect(asked.requests[0]).toMatchObject({ requestId: '1.2', inputHash: asked.calls[0]!.inputHash })
  await expect(
    engine.deliver(id, { requestId: '1.2', answer: 'approved', person: bob }),
  ).rejects.toMatchObject({ code: 'answer_not_allowed' })
  await engine.deliver(id, { requestId: '1.2', answer: 'approved', person: ada })
  await engine.drive(id)
  expect(runs).toEqual([input])
})

test('an edit that the tool would refuse is refused at once', async () => {
  const { engine, run } = deploying({ to: 'deploys' })
  const { id } = await run()
  const edit = { requestId: '1', answer: 'edited', person: ada, input: { tag: 4 } } as const
  await expect(engine.deliver(id, edit)).rejects.toMatchObject({ code: 'usage' })
})

test('an answer after a cancel is recorded and not acted on', async () => {
  const { engine, run, runs } = deploying({ to: 'deploys' })
  const { id } = await run()
  await engine.cancel(id, bob)
  const answer = { requestId: '1', answer: 'approved', person: ada } as const
  expect((await engine.deliver(id, answer)).outcome).toBe('ended')
  const { thread } = await engine.drive(id)
  expect(typesOf(thread).at(-1)).toBe('human_answered')
  expect(thread.status).toBe('cancelled')
  expect(runs).toEqual([])
  expect((await engine.deliver(id, answer)).outcome).toBe('already_answered')
})

test('an approval survives a deploy of new code, and is validated against it', async () => {
  const { engine, store, clock, run } = deploying({ to: 'deploys' })
  const { id } = await run()
  await engine.deliver(id, { requestId: '1', answer: 'approved', person: ada })
  const runs: JsonObject[] = []
  const strict = scenario(
    {
      replies: [call('deploy', wanted)],
      tools: [deployTool(runs, z.string().regex(/^release-/, 'must begin with release-'))],
      decide: guarded({ to: 'deploys' }),
    },
    { store, clock },
  )
  const { thread } = await strict.engine.drive(id)
  expect(runs).toEqual([])
  expect(thread.events.at(4)).toMatchObject({
    type: 'tool_call_failed',
    data: { response: { error: { code: 'invalid_input', message: 'tag: must begin with release-' } } },
  })
  expect(thread.status).toBe('finished')
})

test('an approval survives a deploy of new code that still takes the input', async () => {
  const { store, clock, run, engine } = deploying({ to: 'deploys' })
  const { id } = await run()
  await engine.deliver(id, { requestId: '1', answer: 'approved', person: ada })
  const runs: JsonObject[] = []
  const next = scenario(
    { tools: [deployTool(runs, z.string().min(1))], decide: guarded({ to: 'deploys' }) },
    { store, clock },
  )
  expect((await next.engine.drive(id)).thread.status).toBe('finished')
  expect(runs).toEqual([wanted])
})

test('silence: a reminder, then the next in line, then the default', async () => {
  const policy = { to: 'deploys', deadline: '2h', remindAfter: ['1h'], escalateTo: ['oncall'] }
  const { engine, clock, run, runs } = deploying(policy)
  const { id } = await run()
  const hours = async (count: number): Promise<void> => {
    clock.advance(count * 3_600_000)
    await engine.drive(id)
  }
  await hours(1)
  expect((await engine.get(id)).events.at(-1)).toMatchObject({ type: 'human_reminded' })
  await hours(1)
  const escalated = await engine.get(id)
  expect(escalated.events.at(-1)).toMatchObject({ type: 'human_escalated', data: { to: ['oncall'] } })
  expect(escalated.requests[0]?.to).toEqual(['deploys', 'oncall'])
  await hours(2)
  const end = await engine.get(id)
  expect(typesOf(end)).toContain('human_expired')
  expect(end.status).toBe('finished')
  expect(end.events.slice().find((event) => event.type === 'tool_call_failed')).toMatchObject({
    data: { response: { error: { code: 'expired' } } },
  })
  expect(runs).toEqual([])
})

test('a call that waits does not hold up its sibling, and the sibling does not run again', async () => {
  const runs: JsonObject[] = []
  const staging = { environment: 'staging', tag: 'v2' }
  const { engine, run } = scenario({
    replies: [
      {
        calls: [
          { tool: 'deploy', input: wanted },
          { tool: 'deploy', input: staging },
        ],
      },
    ],
    tools: [deployTool(runs)],
    decide: guarded({ to: 'deploys' }),
  })
  const { id, status } = await run()
  expect(status).toBe('waiting_for_human')
  expect(runs).toEqual([staging])
  await engine.deliver(id, { requestId: '1', answer: 'approved', person: ada })
  await engine.drive(id)
  expect(runs).toEqual([staging, wanted])
})

test('the engine runs no call whose request is open, whatever decide says', async () => {
  const runs: JsonObject[] = []
  const staging = { environment: 'staging', tag: 'v2' }
  const reckless: Decide = (thread) =>
    thread.requests.length > 0
      ? runCalls(thread.calls.map(({ callId }) => callId))
      : guarded({ to: 'deploys' })(thread)
  const { run } = scenario({
    replies: [
      {
        calls: [
          { tool: 'deploy', input: wanted },
          { tool: 'deploy', input: staging },
        ],
      },
    ],
    tools: [deployTool(runs)],
    decide: reckless,
  })
  const thread = await run()
  expect(runs).toEqual([staging])
  expect(thread.status).toBe('waiting_for_human')
})
