import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ModelReply } from '../models/model.ts'
import { toJson } from '../thread/json.ts'
import { readReply } from './read-reply.ts'

const reply = (calls: ModelReply['calls'], text?: string): ModelReply => ({
  calls,
  usage: {},
  ...(text === undefined ? {} : { text }),
})

test('whatever a model writes gives calls that JSON can hold, or one error, and never a throw', () => {
  const call = fc.record({ tool: fc.string(), input: fc.anything({ withNullPrototype: true }) })
  fc.assert(
    fc.property(fc.array(call, { maxLength: 4 }), fc.string(), fc.boolean(), (calls, text, isJson) => {
      const read = readReply(reply(calls, text), isJson ? 'json' : 'tools')
      if ('error' in read) expect(read.error.message.length).toBeLessThanOrEqual(100)
      for (const { input, inputHash } of 'error' in read ? [] : read.calls) {
        expect(toJson(input)).toEqual(input)
        expect(inputHash).toMatch(/^[0-9a-f]{64}$/)
        expect(JSON.stringify(input)).not.toContain('"__proto__":')
      }
    }),
    { seed: 12, numRuns: 1_000 },
  )
})

test('a decision that is any text at all is calls, or one error', () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((json) => `{"calls":${json}}`),
  )
  fc.assert(
    fc.property(text, (decision) => {
      const read = readReply(reply([], decision), 'json')
      expect('error' in read || read.calls.length > 0).toBe(true)
    }),
    { seed: 12, numRuns: 1_000 },
  )
})

test('what a model says is kept up to a length', () => {
  const read = readReply(reply([], 'x'.repeat(1_000_000)))
  expect(read.text!.length).toBe(20_001)
})

test('constructor is a key like others, unless it holds a prototype', () => {
  const input = { constructor: 'Acme Builders', nested: { constructor: { name: 'x' } } }
  expect(readReply(reply([{ tool: 'x', input }]))).toMatchObject({ calls: [{ input }] })
  const forged = { nested: [{ constructor: { prototype: {} } }] }
  expect(readReply(reply([{ tool: 'x', input: forged }]))).toMatchObject({ error: { code: 'forbidden_key' } })
})
