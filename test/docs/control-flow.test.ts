import { readFileSync } from 'node:fs'
import { createEngine, defineTool, memoryStore, scriptedModel, succeeded } from 'twelvefold'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { agentsOf } from '../../docs/snippets/control-flow.ts'
import { prompts } from '../scenario.ts'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

test('the page shows the code that is compiled and run here', () => {
  const snippet = read('docs/snippets/control-flow.ts')
  const parts = [...snippet.matchAll(/\/\/ \[(\w+)\]\n([\s\S]*?)\/\/ \[\/\1\]/g)].map(([, , text]) =>
    squeezed(text!),
  )
  const shown = [...read('docs/control-flow.md').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text]) =>
    squeezed(text!),
  )
  expect(parts).toHaveLength(3)
  expect([...shown].sort()).toEqual([...parts].sort())
})

test('its agents run: a refund once, a child for research, a pipeline to its end', async () => {
  const refund = defineTool({
    name: 'refund',
    description: 'test',
    input: z.object({ euros: z.number() }),
    output: z.string(),
    effect: 'once',
    run: async () => succeeded('refunded'),
  })
  const call = (tool: string, input: object) => ({ calls: [{ tool, input }] })
  const model = scriptedModel(({ messages, tools }) => {
    const done = messages.filter(({ role }) => role === 'tool').length
    const isSupport = tools.some(({ name }) => name === 'refund')
    const next = isSupport
      ? [call('refund', { euros: 20 }), call('research', { task: 'why?' })][done]
      : undefined
    return next ?? call('done_for_now', { message: 'done' })
  })
  const engine = createEngine({
    store: memoryStore(),
    agents: agentsOf(model, refund),
    prompts,
    log: () => {},
  })
  for (const name of ['support', 'article']) {
    const { threadId } = await engine.launch(name, 'go')
    expect((await engine.drive(threadId)).thread.ending).toEqual({ status: 'finished', result: 'done' })
  }
  expect((await engine.list()).map(({ agent }) => agent).sort()).toEqual([
    'article',
    'checker',
    'outliner',
    'researcher',
    'support',
    'writer',
  ])
  await engine.close()
})
