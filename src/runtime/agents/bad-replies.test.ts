import { expect, test } from 'vitest'
import { z } from 'zod'
import { call, replies, scenario, typesOf } from '../../../test/scenario.ts'
import type { Model } from '../models/model.ts'
import type { ScriptedReply } from '../models/scripted-model.ts'
import { defineTool } from '../tools/define-tool.ts'
import { succeeded } from '../tools/tool.ts'
import { ModelCallFailed } from '../twelvefold-error.ts'
import { standardLoop } from './standard-loop.ts'

const look = defineTool({
  name: 'look',
  description: 'test',
  input: z.object({ at: z.number() }),
  output: z.null(),
  effect: 'read',
  run: async () => succeeded(null),
})

const prose: ScriptedReply = { text: 'I shall look.' }

/** Says the replies in turn, the last one for ever. */
function saying(...list: readonly ScriptedReply[]): Model {
  let said = 0
  return {
    ...replies(),
    reply: async () => ({ calls: [], usage: {}, ...list[Math.min(said++, list.length - 1)] }),
  }
}

const run = (model: Model) => scenario({ model, tools: [look], decide: standardLoop }).run()

test.each<[string, readonly ScriptedReply[]]>([
  ['prose', [prose]],
  ['an unknown tool', [call('lock', {})]],
  ['wrong types', [call('look', { at: 'here' })]],
  [
    'all of them',
    [prose, call('lock', {}), call('look', {}), prose, { calls: [...call('x').calls!, ...call('y').calls!] }],
  ],
])('%s for ever: the model is asked five times and no more, by the plain loop too', async (_, list) => {
  const thread = await run(saying(...list))
  expect(thread.counters.steps).toBe(5)
  expect(thread.ending).toMatchObject({ status: 'failed', error: { code: 'bad_replies' } })
})

test('a call that was carried out is a new start', async () => {
  const good = call('look', { at: 1 })
  const thread = await run(
    saying(prose, prose, prose, prose, good, prose, prose, call('done_for_now', { message: 'done' })),
  )
  expect(thread.ending).toEqual({ status: 'finished', result: 'done' })
})

test('a good call beside an unknown one is carried out, and is no bad reply', async () => {
  const both = { calls: [...call('lock').calls!, ...call('look', { at: 1 }).calls!] }
  const thread = await run(
    saying(both, both, both, both, both, both, call('done_for_now', { message: 'done' })),
  )
  expect(thread.ending).toEqual({ status: 'finished', result: 'done' })
  expect(thread.counters.errors).toBe(6)
})

test.each([
  [90_000, 90],
  [20_000, 30],
  [86_400_000_000, 3_600],
])(
  'a provider that asks for %s ms is left alone for so long, within bounds, and no process waits',
  async (asked, seconds) => {
    const retryAfterMs = asked
    const model: Model = {
      ...replies(),
      reply: () => Promise.reject(new ModelCallFailed('429', { retryable: true, retryAfterMs })),
    }
    const { run: start } = scenario({ model, decide: standardLoop })
    const thread = await start()
    expect(typesOf(thread)).toEqual(['thread_launched', 'model_call_failed', 'slept'])
    const [, failure, sleep] = thread.events.slice()
    expect(failure!.data).toMatchObject({ attempts: asked > 60_000 ? 1 : 3, retryAfterMs: asked })
    const until = Date.parse((sleep!.data as { until: string }).until)
    expect(until - Date.parse(sleep!.at)).toBe(seconds * 1_000)
  },
)
