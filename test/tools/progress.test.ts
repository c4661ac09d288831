import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Event } from '../../src/runtime/thread/event.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { succeeded, type ToolContext } from '../../src/runtime/tools/tool.ts'
import { call, scenario, typesOf } from '../scenario.ts'

const reporting = (report: (context: ToolContext) => unknown) =>
  defineTool({
    name: 'work',
    description: 'test',
    input: z.object({}),
    output: z.string(),
    effect: 'read',
    async run(context) {
      await report(context)
      return succeeded('done')
    },
  })

const reports = (events: readonly Event[]) =>
  events.flatMap((event) => (event.type === 'tool_call_progressed' ? [event.data] : []))

test('progress is an event between the start and the end of a call, at most one a second', async () => {
  const { run, clock } = scenario({
    replies: [call('work')],
    tools: [
      reporting(async ({ progress }) => {
        progress('begun', 0)
        progress('too soon')
        clock.advance(999)
        progress('too soon as well')
        clock.advance(1)
        progress('half of\n it ', 0.5)
        clock.advance(1_000)
        progress('x'.repeat(300), 7)
      }),
    ],
  })
  const thread = await run()
  expect(typesOf(thread).slice(1, 6)).toEqual([
    'next_step_chosen',
    'tool_call_progressed',
    'tool_call_progressed',
    'tool_call_progressed',
    'tool_call_succeeded',
  ])
  expect(reports(thread.events.slice())).toMatchObject([
    { callId: '1', message: 'begun', fraction: 0 },
    { message: 'half of it', fraction: 0.5 },
    { message: 'x'.repeat(200), fraction: 1 },
  ])
})

test('a subscriber sees progress while the tool is at work', async () => {
  const { engine } = scenario({
    replies: [call('work')],
    tools: [
      reporting(async ({ progress, threadId }) => {
        progress('begun')
        for await (const event of engine.subscribe(threadId)) if (event.type === 'tool_call_progressed') break
      }),
    ],
  })
  const { threadId } = await engine.launch('tester', 'go')
  expect((await engine.drive(threadId)).thread.status).toBe('finished')
})

test('a hundred reports a call are kept, and what comes after its end is dropped', async () => {
  let late: ToolContext['progress'] = () => {}
  const { run, engine, store, clock } = scenario({
    replies: [call('work')],
    tools: [
      reporting(({ progress }) => {
        late = progress
        for (let i = 0; i < 150; i++) {
          progress(`step ${i}`)
          clock.advance(1_000)
        }
      }),
    ],
  })
  const thread = await run()
  late('too late')
  await engine.close()
  expect(reports(await store.read(thread.id))).toHaveLength(100)
})

test('the model is shown no progress', async () => {
  let sent = ''
  const { run } = scenario({
    model: {
      id: 'test',
      source: 'scripted',
      async reply({ messages }) {
        sent = JSON.stringify(messages)
        const calls = [
          sent.includes('"tool"')
            ? { tool: 'done_for_now', input: { message: '' } }
            : { tool: 'work', input: {} },
        ]
        return { calls, usage: { inputTokens: 1, outputTokens: 1 } }
      },
    },
    tools: [reporting(({ progress }) => progress('polishing'))],
  })
  const thread = await run()
  expect(reports(thread.events.slice())).toHaveLength(1)
  expect(sent).toContain('done')
  expect(sent).not.toContain('polishing')
})
