import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, freezeDeep, toJson, type JsonValue } from './json.ts'

const seeded = { seed: 12, numRuns: 500 }

test('plain JSON is copied, member by member and in order', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const copy = toJson(value)
      expect(JSON.stringify(copy)).toBe(JSON.stringify(value))
    }),
    seeded,
  )
  const inner = { a: 1 }
  const copy = toJson({ inner }) as { inner: object }
  expect(copy.inner).not.toBe(inner)
})

test('a key "__proto__" stays a key, and forges nothing', () => {
  const copy = toJson(JSON.parse('{"__proto__":{"admin":true}}')) as { admin?: boolean }
  expect(copy.admin).toBeUndefined()
  expect(JSON.stringify(copy)).toBe('{"__proto__":{"admin":true}}')
})

test('undefined members are left out, dates are ISO times', () => {
  expect(toJson({ a: undefined, b: new Date(0), c: [undefined] })).toEqual({
    b: '1970-01-01T00:00:00.000Z',
    c: [null],
  })
})

const cycle: { self?: object } = {}
cycle.self = cycle

test.each([
  ['a function', { run: () => 1 }],
  ['a map', { m: new Map() }],
  ['NaN', { n: Number.NaN }],
  ['a cycle', cycle],
  ['a symbol', Symbol('x')],
  ['a bigint', { big: 1n }],
])('%s is refused with a code', (_, value) => {
  expect(() => toJson(value)).toThrow(expect.objectContaining({ code: 'not_json' }))
})

test('equal values have equal canonical text, whatever the order of their members', () => {
  const reversed = (value: JsonValue): JsonValue =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([key, member]) => [key, reversed(member)]),
        )
      : value
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = value as JsonValue
      expect(canonicalJson(reversed(json))).toBe(canonicalJson(json))
      expect(JSON.parse(canonicalJson(json))).toEqual(JSON.parse(JSON.stringify(json)))
    }),
    seeded,
  )
})

test('what is frozen is frozen to the bottom', () => {
  const value = freezeDeep({ a: [{ b: { c: 1 } }] })
  expect(Object.isFrozen(value.a[0]!.b)).toBe(true)
})
