import { expect, test } from 'vitest'
import { scenario } from '../../../test/scenario.ts'
import { doneForNow } from '../tools/built-in.ts'
import { approvals } from './approvals.ts'
import { defineAgent } from './define-agent.ts'
import { emptyThread, type OpenCall } from '../thread/thread.ts'

const base = { name: 'a', prompt: 'a/b', model: 'x/y', tools: [doneForNow] }

test.each(['', 'A', 'a b', '../a', 'a_b'])('"%s" is no agent name', (name) => {
  expect(() => defineAgent({ ...base, name })).toThrow(expect.objectContaining({ code: 'agent_invalid' }))
})

test('two tools of one name are refused', () => {
  expect(() => defineAgent({ ...base, tools: [doneForNow, doneForNow] })).toThrow(
    expect.objectContaining({ code: 'agent_invalid' }),
  )
})

test('an agent that says nothing of its control flow is bounded all the same', async () => {
  const nowhere = { calls: [{ tool: 'nowhere', input: {} }] }
  const thread = await scenario({ replies: Array.from({ length: 50 }, () => nowhere) }).run()
  expect(thread.ending).toMatchObject({ status: 'failed', error: { code: 'limit_reached' } })
})

test('the question of an approval is made from the name of the rule', () => {
  const call: OpenCall = { callId: '1', tool: 'deploy', input: {}, inputHash: 'h', state: 'chosen' }
  const thread = { ...emptyThread('t'), calls: [call] }
  const productionDeploys = (): boolean => true
  expect(approvals(thread, productionDeploys, { to: 'ops' })).toMatchObject({
    type: 'ask_human',
    policy: { question: 'production deploys need an approval' },
  })
  expect(approvals(thread, () => true, { to: 'ops' })).toMatchObject({
    policy: { question: 'deploy needs an approval' },
  })
})

test('a decision is taken by tools or as JSON, and in no third way', () => {
  const definition = { name: 'a', prompt: 'a', model: 'openai/m', tools: [] }
  expect(defineAgent({ ...definition, decision: 'json' }).decision).toBe('json')
  expect(() => defineAgent({ ...definition, decision: 'xml' as 'json' })).toThrow(
    expect.objectContaining({ code: 'agent_invalid', message: 'decision of agent a is "xml"' }),
  )
})
