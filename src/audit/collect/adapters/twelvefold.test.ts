import { expect, it } from 'vitest'
import { lookAtSource, seen } from './look-at-source.fixture.ts'
import { twelvefold } from './twelvefold.ts'

const source = `import { approvals, contextWindow, defineAgent, defineTool, limits, requestHumanInput, standardLoop } from 'twelvefold'
const look = defineTool({ name: 'look_up', description: { prompt: 'x/look-up' }, input, output, effect: 'read', run: async () => ok })
const pay = defineTool({ name: 'pay_out', description: 'Pays.', input, output, effect: 'once', run: async () => ok })
const payments = ({ tool }) => tool === 'pay_out'
export const clerk = defineAgent({ name: 'clerk', prompt: 'clerk/next-step', model: 'anthropic/claude',
  tools: [look, pay, requestHumanInput], context: contextWindow({ budget: 4000 }),
  decide: (thread) => limits(thread, { steps: 12, consecutiveErrors: 3 }) ??
    approvals(thread, payments, { to: 'support', deadline: '1d', escalateTo: ['oncall'] }) ?? standardLoop(thread) })`

it('sees agent, tools, limits and approvals', () => {
  expect(seen(source, [twelvefold])).toEqual([
    'tool :2 look_up declared by framework handler=function output',
    'tool :3 pay_out declared by framework handler=function output',
    "agent twelvefold clerk :5 system='clerk/next-step' tools=(look_up declared by code handler=function output; pay_out declared by code handler=function output gate=approvals(thread, payments, { t…; request_human_input declared by code output) schema bound=explicit 12 hooks=(thread) => limits(thread, { st… memory=durable",
    'human :6 tool durable awaited',
    'human :8 approval durable awaited',
  ])
})

it('says which file the prompt is in, and what the runtime provides', () => {
  const agent = lookAtSource(source, [twelvefold]).find((one) => one.kind === 'agent')
  expect(agent?.inputs[0]?.file).toBe('prompts/clerk/next-step.md')
  expect(agent?.provides?.map(({ what }) => what)).toEqual([
    'context-budget',
    'error-fed-back',
    'error-compact',
    'error-kinds',
    'thread',
    'launch',
    'pause',
    'resume',
    'signal',
    'error-threshold',
  ])
})

it('knows the policies through any door', () => {
  const [agent] = lookAtSource(
    `import { defineAgent } from 'twelvefold'
     import { failingTools, limits, noProgress, standardLoop } from 'twelvefold/policies'
     defineAgent({ name: 'a', prompt: 'a', tools: [], decide: (thread) =>
       limits(thread, { steps: 7 }) ?? failingTools(thread, { inARow: 2, to: 'ops' }) ?? noProgress(thread) ?? standardLoop(thread) })`,
    [twelvefold],
  )
  if (agent?.kind !== 'agent') throw new Error('no agent was seen')
  expect(agent.bound?.steps).toBe(7)
  expect(agent.provides?.slice(-2).map(({ what }) => what)).toEqual(['error-threshold', 'no-progress'])
})

it('a loop of its own without limits has no bound, one without decide has the default', () => {
  const lines = seen(
    `import { defineAgent, standardLoop } from 'twelvefold'
     defineAgent({ name: 'a', prompt: 'a', tools: [], decide: (thread) => standardLoop(thread) })
     defineAgent({ name: 'b', prompt: 'b', tools: [] })`,
    [twelvefold],
  )
  expect(lines).toEqual([
    "agent twelvefold a :2 system='a' schema bound=none hooks=(thread) => standardLoop(thread) memory=durable",
    "agent twelvefold b :3 system='b' schema bound=default 20 memory=durable",
  ])
})

it('leaves look-alikes alone', () => {
  expect(
    seen(`import { defineAgent } from './agents'\n defineAgent({ name: 'a', prompt: 'b', tools: [] })`, [
      twelvefold,
    ]),
  ).toEqual([])
})
