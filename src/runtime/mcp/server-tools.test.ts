import { fromJsonSchema } from '@modelcontextprotocol/client'
import { expect, test } from 'vitest'
import { validate } from '../tools/schema.ts'
import { succeeded } from '../tools/tool.ts'
import { responseOf } from './call-result.ts'
import { mcpServer } from './mcp-server.ts'
import type { ListedTool, McpModules } from './mcp-client.ts'
import { serverTools } from './server-tools.ts'

const modules = { fromJsonSchema } as unknown as Pick<McpModules, 'fromJsonSchema'>
const inputSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: { kind: { enum: ['bug', 'task'] }, tags: { type: 'array', prefixItems: [{ type: 'string' }] } },
  required: ['kind'],
  additionalProperties: false,
}
const toolsOf = (listed: readonly ListedTool[]) =>
  serverTools(listed, { name: 's', command: 'x' }, modules, async () => succeeded('ran'))

test('the model is shown the schema of the server, and inputs are held to it', async () => {
  const [tool] = toolsOf([{ name: 'add', description: 'Adds.', inputSchema }]).tools
  const { $schema: _, ...shown } = inputSchema
  expect(tool).toMatchObject({ name: 's_add', description: 'Adds.', effect: 'once', retries: 0 })
  expect(tool!.inputJsonSchema).toEqual(shown)
  expect(await validate(tool!.inputSchema, { kind: 'bug', tags: ['a'] })).toHaveProperty('value')
  const proto: unknown = JSON.parse('{"kind":"bug","__proto__":{"a":1}}')
  for (const wrong of [
    {},
    { kind: 'x' },
    { kind: 'bug', more: 1 },
    { kind: 'bug', tags: [1] },
    'bug',
    null,
    proto,
  ]) {
    expect(await validate(tool!.inputSchema, wrong), JSON.stringify(wrong)).toHaveProperty('problem')
  }
})

test('a tool whose schema cannot be checked is left out, and said to be', () => {
  const broken = { type: 'object', properties: { a: { $ref: '#/nowhere' } } }
  const { tools, leftOut } = toolsOf([
    { name: 'good', inputSchema },
    { name: 'broken', inputSchema: broken },
  ])
  expect(tools.map(({ name }) => name)).toEqual(['s_good'])
  expect(leftOut).toMatchObject([{ tool: 'broken' }])
})

test.each([
  [{ readOnlyHint: true, idempotentHint: true }, 'read'],
  [{ readOnlyHint: false, idempotentHint: true }, 'idempotent'],
  [{ readOnlyHint: false }, 'once'],
  [undefined, 'once'],
] as const)('annotations %j are the effect %s', (annotations, effect) => {
  const [tool] = toolsOf([{ name: 't', inputSchema, ...(annotations ? { annotations } : {}) }]).tools
  expect(tool!.effect).toBe(effect)
})

test('what a server answers is a ToolResponse', () => {
  const text = (words: string) => ({ type: 'text', text: words })
  expect(responseOf({ content: [text('a'), text('b')] })).toEqual({ success: true, data: 'a\nb' })
  expect(responseOf({ content: [text('a')], structuredContent: { n: 1 } })).toEqual({
    success: true,
    data: { n: 1 },
  })
  const image = { type: 'image', data: 'aGk=', mimeType: 'image/png' }
  expect(responseOf({ content: [text('a'), image] })).toEqual({ success: true, data: [text('a'), image] })
  expect(responseOf({})).toEqual({ success: true, data: '' })
  expect(responseOf({ content: [text('no such issue\n at x')], isError: true })).toMatchObject({
    success: false,
    error: { code: 'tool_error', message: 'no such issue', retryable: false },
  })
  expect(responseOf({ isError: true })).toMatchObject({ error: { message: 'tool_error' } })
})

test.each([
  ['no name', { name: 'My-Server', command: 'x' }],
  ['a name that is too long', { name: 's'.repeat(25), command: 'x' }],
  ['no command', { name: 's', command: '' }],
  ['an address that is none', { name: 's', url: 'localhost' }],
  ['an address of a file', { name: 's', url: 'file:///etc/passwd' }],
])('a server with %s is refused', (_, definition) => {
  expect(() => mcpServer(definition)).toThrow(expect.objectContaining({ code: 'tool_invalid' }))
})
