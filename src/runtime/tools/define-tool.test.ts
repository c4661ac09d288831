import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineTool } from './define-tool.ts'
import { succeeded } from './tool.ts'
import { validate, type StandardSchema } from './schema.ts'

const base = {
  name: 'look',
  description: 'Looks.',
  input: z.object({ path: z.string().describe('Where.'), depth: z.number().default(1) }),
  output: z.string(),
  effect: 'read' as const,
  run: async () => succeeded('seen'),
}

test('a tool shows its input as JSON Schema', () => {
  expect(defineTool(base).inputJsonSchema).toEqual({
    type: 'object',
    properties: { path: { type: 'string', description: 'Where.' }, depth: { type: 'number', default: 1 } },
    required: ['path'],
  })
})

test.each(['Look', '', '9lives', 'a b', 'a-b', `a${'b'.repeat(64)}`, '__proto__'])(
  '"%s" is no tool name',
  (name) => {
    expect(() => defineTool({ ...base, name })).toThrow(expect.objectContaining({ code: 'tool_invalid' }))
  },
)

test('a schema that cannot say itself as JSON Schema is refused with what to use', () => {
  const mute: StandardSchema<string> = {
    '~standard': { version: 1, vendor: 'mute', validate: (value) => ({ value: String(value) }) },
  }
  expect(() => defineTool({ ...base, input: mute })).toThrow(
    expect.objectContaining({ code: 'tool_invalid' }),
  )
})

test('any Standard Schema validates, also one that takes its time', async () => {
  const slow: StandardSchema<number> = {
    '~standard': {
      version: 1,
      vendor: 'slow',
      validate: async (value) =>
        typeof value === 'number'
          ? { value }
          : { issues: [{ message: 'no number', path: ['a', { key: 0 }] }] },
    },
  }
  expect(await validate(slow, 4)).toEqual({ value: 4 })
  expect(await validate(slow, 'x')).toEqual({ problem: 'a.0: no number' })
})
