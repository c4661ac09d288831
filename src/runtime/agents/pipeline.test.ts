import { expect, test } from 'vitest'
import { dyingBefore } from '../../../test/changed-store.ts'
import { agentOf, engineOf, eventsOf, runOf } from '../../../test/family.ts'
import { call, testClock } from '../../../test/scenario.ts'
import { memoryStore } from '../store/memory.ts'
import type { Thread } from '../thread/thread.ts'
import { limits } from './limits.ts'
import { pipeline } from './pipeline.ts'
import { standardLoop } from './standard-loop.ts'

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
