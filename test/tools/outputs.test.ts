import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { memoryStore } from '../../src/runtime/store/memory.ts'
import type { JsonValue } from '../../src/runtime/thread/json.ts'
import type { Thread } from '../../src/runtime/thread/thread.ts'
import { openOutput } from '../../src/runtime/tools/open-output.ts'
import { defineTool } from '../../src/runtime/tools/define-tool.ts'
import { succeeded, type ToolResponse } from '../../src/runtime/tools/tool.ts'
import { call, scenario } from '../scenario.ts'

const LINES = Array.from({ length: 2_000 }, (_, n) => `line ${n} of the log`).join('\n')

const printing = (data: JsonValue, metadata = {}) =>
  defineTool({
    name: 'print',
    description: 'test',
    input: z.object({}),
    output: z.json(),
    effect: 'read',
    run: async () => succeeded(data, metadata),
  })

function responses(thread: Thread): ToolResponse[] {
  return thread.events
    .slice()
    .flatMap((event) =>
      event.type === 'tool_call_succeeded' || event.type === 'tool_call_failed' ? [event.data.response] : [],
    )
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

test('a long output is kept once by its hash; the event and the model have its beginning and end', async () => {
  const store = memoryStore()
  let sent = ''
  const { run } = scenario(
    {
      model: {
        id: 'test',
        source: 'scripted',
        async reply({ messages }) {
          sent = JSON.stringify(messages)
          const step = messages.filter(({ role }) => role === 'tool').length
          const calls = [
            step < 2 ? { tool: 'print', input: {} } : { tool: 'done_for_now', input: { message: '' } },
          ]
          return { calls, usage: { inputTokens: 1, outputTokens: 1 } }
        },
      },
      tools: [printing(LINES)],
    },
    { store },
  )
  const [first] = responses(await run())
  const hash = sha256(LINES)
  expect(first).toEqual({
    success: true,
    data: {
      output: hash.slice(0, 16),
      characters: LINES.length,
      start: LINES.slice(0, 3_000),
      end: LINES.slice(-1_000),
    },
    metadata: { keptOutput: { hash, characters: LINES.length } },
  })
  expect(await store.text(hash)).toBe(LINES)
  expect(sent).toContain('line 1999 of the log')
  expect(sent).not.toContain('line 1000 of the log')
})

test('what is short stays as it is; objects are kept as JSON of many lines, metadata too', async () => {
  const store = memoryStore()
  const rows = Array.from({ length: 900 }, (_, id) => ({ id, name: `row ${id}` }))
  const short = await scenario({
    replies: [call('print')],
    tools: [printing({ rows: rows.slice(0, 9) })],
  }).run()
  expect(responses(short)[0]).toEqual({ success: true, data: { rows: rows.slice(0, 9) }, metadata: {} })
  const long = await scenario(
    { replies: [call('print')], tools: [printing({ rows }, { rows })] },
    { store },
  ).run()
  const [cut] = responses(long)
  const { keptOutput, keptMetadata } = cut!.metadata as Record<string, { hash: string }>
  expect(await store.text(keptOutput!.hash)).toBe(JSON.stringify({ rows }, null, 2))
  expect(await store.text(keptMetadata!.hash)).toBe(JSON.stringify({ rows }, null, 2))
  expect(JSON.stringify(cut).length).toBeLessThan(8_000)
})

test('open_output reads on: from a place, from words, to the end', async () => {
  const output = sha256(LINES).slice(0, 16)
  const thread = await scenario({
    replies: [
      call('print'),
      call('open_output', { output, offset: 5_000, length: 100 }),
      call('open_output', { output, find: 'line 1000 of', length: 500 }),
      call('open_output', { output, offset: LINES.length - 10 }),
      call('open_output', { output, find: 'nowhere' }),
      call('open_output', { output: 'deadbeefdeadbeef' }),
    ],
    tools: [printing(LINES), openOutput],
  }).run()
  const [, piece, found, last, unfound, unknown] = responses(thread)
  const characters = LINES.length
  expect(piece).toMatchObject({
    data: { text: LINES.slice(5_000, 5_100), offset: 5_000, next: 5_100, characters },
  })
  const at = LINES.indexOf('line 1000 of') - 200
  expect(found).toMatchObject({ data: { text: LINES.slice(at, at + 500), offset: at, next: at + 500 } })
  expect(last).toMatchObject({ data: { text: LINES.slice(-10), next: null } })
  expect(unfound).toMatchObject({ error: { code: 'words_not_found' } })
  expect(unknown).toMatchObject({ error: { code: 'output_not_found' } })
})

test('the largest piece is shown whole', async () => {
  const text = '"\n'.repeat(20_000)
  const output = sha256(text).slice(0, 16)
  const thread = await scenario({
    replies: [call('print'), call('open_output', { output, length: 10_000 })],
    tools: [printing(text), openOutput],
  }).run()
  expect(responses(thread)[1]).toMatchObject({ data: { text: text.slice(0, 10_000) } })
})

test('an output of another thread cannot be opened, nor a prompt, whatever hash is named', async () => {
  const store = memoryStore()
  const { engine, run, agent } = scenario(
    { replies: [call('print')], tools: [printing(LINES), openOutput] },
    { store },
  )
  const first = await run()
  const { hash: prompt } = (
    first.events.slice().find(({ type }) => type === 'next_step_chosen')!.data as {
      prompt: { hash: string }
    }
  ).prompt
  expect(await store.text(prompt)).toBeDefined()
  const other = scenario(
    {
      replies: [call('open_output', { output: sha256(LINES) }), call('open_output', { output: prompt })],
      tools: [openOutput],
    },
    { store },
  )
  const codes = responses(await other.run()).slice(0, 2)
  expect(codes).toMatchObject([
    { error: { code: 'output_not_found' } },
    { error: { code: 'output_not_found' } },
  ])
  expect(agent.tools).toContain(openOutput)
  await engine.close()
})
