import { emptyThread, reduce, type NewEvent, type Thread } from 'twelvefold'
import { expect, test } from 'vitest'
import { deploybot } from './agent.ts'

/** A thread in which the model has just chosen this call. */
function threadWith(tool: string, input: Record<string, string>): Thread {
  const record = {
    model: { id: 'm', source: 'scripted' },
    prompt: { name: 'p', hash: 'h' },
    contextHash: 'c',
    usage: { inputTokens: 1, outputTokens: 1 },
  } as const
  const launched: NewEvent = {
    type: 'thread_launched',
    data: { agent: 'deploybot', agentHash: 'h', input: 'i', source: { trigger: 't' }, labels: {} },
  }
  const calls = [{ callId: '1', tool, input, inputHash: 'x' }]
  const chosen: NewEvent = { type: 'next_step_chosen', data: { ...record, calls } }
  let thread = emptyThread('abcd')
  for (const event of [launched, chosen]) {
    thread = reduce(thread, { seq: thread.seq + 1, v: 1, at: '2026-01-02T03:04:05.000Z', ...event })
  }
  return thread
}

test.each([
  ['deploy_backend', { tag: 'v1', environment: 'production' }, 'ask_human'],
  ['roll_back', { environment: 'production' }, 'ask_human'],
  ['deploy_backend', { tag: 'v1', environment: 'staging' }, 'run_calls'],
  ['deployed_version', { environment: 'production' }, 'run_calls'],
])('%s %j: %s', (tool, input, command) => {
  expect(deploybot.decide(threadWith(tool, input)).type).toBe(command)
})

test('production deploys are asked of deploys, and after two hours of oncall', () => {
  const thread = threadWith('deploy_backend', { tag: 'v1', environment: 'production' })
  expect(deploybot.decide(thread)).toMatchObject({
    policy: {
      to: 'deploys',
      deadline: '2h',
      escalateTo: ['oncall'],
      question: 'production deploys need an approval',
    },
  })
})
