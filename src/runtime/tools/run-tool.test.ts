import { expect, test } from 'vitest'
import { z } from 'zod'
import { aiSdkTools } from './ai-sdk-tools.ts'
import { defineTool } from './define-tool.ts'
import { runTool } from './run-tool.ts'
import { failed, succeeded, type ToolContext, type ToolResponse } from './tool.ts'
import { makeError } from '../errors/compact-error.ts'

type Run = (
  context: ToolContext<'API_KEY'> & { readonly input: { n: number } },
) => Promise<ToolResponse<string>>

const tool = (run: Run, more = {}) =>
  defineTool({
    name: 'look',
    description: 'Looks.',
    input: z.object({ n: z.number() }),
    output: z.string(),
    effect: 'read',
    secrets: ['API_KEY'],
    run,
    ...more,
  })
const secrets = (): string => 'a-key-that-nobody-sees'
const seen = tool(async ({ input, secrets: { API_KEY } }) => succeeded(`${input.n} by ${API_KEY}`))

test('whatever happens is one ToolResponse without secrets', async () => {
  expect(await runTool(seen, { n: 1 }, { secrets })).toEqual({ success: true, data: '1 by [redacted]' })
  expect(await runTool(seen, { n: 'x' }, { secrets })).toMatchObject({ error: { code: 'invalid_input' } })
  expect(await runTool(seen, { n: 1 })).toMatchObject({ error: { code: 'secret_not_found' } })
  const thrown = tool(async ({ secrets: { API_KEY } }) => Promise.reject(new TypeError(`refused ${API_KEY}`)))
  expect(await runTool(thrown, { n: 1 }, { secrets })).toMatchObject({
    error: { code: 'type_error', message: 'refused [redacted]' },
  })
  const liar = tool(async () => succeeded(7 as unknown as string))
  expect(await runTool(liar, { n: 1 }, { secrets })).toMatchObject({ error: { code: 'invalid_output' } })
  const slow = tool(() => new Promise(() => {}), { timeoutMs: 5, retries: 0 })
  expect(await runTool(slow, { n: 1 }, { secrets })).toMatchObject({ error: { code: 'timed_out' } })
  const signal = AbortSignal.abort(new Error('enough'))
  expect(await runTool(slow, { n: 1 }, { secrets, signal })).toMatchObject({
    error: { code: 'aborted', message: 'enough' },
  })
})

test('what is retryable is repeated with the same key', async () => {
  const keys: string[] = []
  const flaky = tool(async ({ idempotencyKey }) => {
    keys.push(idempotencyKey)
    const away = failed({ ...makeError('away', 'not now'), retryable: true })
    return keys.length === 1 ? away : succeeded('here')
  })
  const response = await runTool(flaky, { n: 1 }, { secrets, idempotencyKey: 'k1' })
  expect(response).toEqual({ success: true, data: 'here', metadata: { attempts: 2 } })
  expect(keys).toEqual(['k1', 'k1'])
})

test('a long output is cut only where somebody keeps the whole of it, masked', async () => {
  const long = tool(async ({ secrets: { API_KEY } }) => succeeded(`${API_KEY}\n`.repeat(1_000)))
  const whole = await runTool(long, { n: 1 }, { secrets })
  expect(whole).toEqual({ success: true, data: '[redacted]\n'.repeat(1_000) })
  const kept = new Map<string, string>()
  const cut = await runTool(long, { n: 1 }, { secrets, keep: (hash, text) => kept.set(hash, text) })
  expect(cut).toMatchObject({ data: { characters: 11_000 } })
  expect([...kept.values()]).toEqual(['[redacted]\n'.repeat(1_000)])
})

test('tools for the AI SDK are described by text or by a prompt file', async () => {
  const filed = tool(async () => succeeded(''), { name: 'filed', description: { prompt: 'a/filed' } })
  await expect(aiSdkTools([filed])).rejects.toMatchObject({ code: 'tool_invalid' })
  const tools = await aiSdkTools([seen, filed], { secrets, describe: (name) => `the text of ${name}` })
  expect(Object.entries(tools).map(([name, { description }]) => [name, description])).toEqual([
    ['look', 'Looks.'],
    ['filed', 'the text of a/filed'],
  ])
  expect(await tools['look']!.execute({ n: 2 }, { toolCallId: 'c1' })).toEqual({
    success: true,
    data: '2 by [redacted]',
  })
})
