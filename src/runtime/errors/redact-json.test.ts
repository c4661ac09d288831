import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonValue } from '../thread/json.ts'
import { redactJson } from './redact-json.ts'
import { redactText } from './redact.ts'

const GITHUB = 'ghp_aaaaBBBBccccDDDDeeeeFFFFgggg'

test('where there is nothing to mask the value is the very same', () => {
  const value = { text: 'const token: string = readToken()', list: [1, null, { deep: ['x', true] }] }
  expect(redactJson(value)).toBe(value)
  expect(redactJson(value, ['hunter2-known'])).toBe(value)
})

test('secrets are masked in texts, in names of members and by the name of their member', () => {
  const value = {
    [GITHUB]: 1,
    list: [`a ${GITHUB} b`],
    deep: { clientSecret: 'plain words', 'Set-Cookie': 'id=1' },
  }
  expect(redactJson(value)).toEqual({
    '[redacted]': 1,
    list: ['a [redacted] b'],
    deep: { clientSecret: '[redacted]', 'Set-Cookie': '[redacted]' },
  })
})

test('a member named __proto__ stays a member', () => {
  const value = JSON.parse(`{"__proto__":{"a":"${GITHUB}"}}`) as JsonValue
  expect(JSON.stringify(redactJson(value))).toBe('{"__proto__":{"a":"[redacted]"}}')
})

test.each([
  'const token: string = next()',
  'secret = readSecret(name)',
  'if (token == tokens[0]) return',
  'password: z.string().min(8)',
  'the token is used up; a secret: none',
  'max_tokens=4096 nextToken: "abc"',
  'token = ${process.env.TOKEN}',
])('source code and prose come through as they are: %s', (text) => {
  expect(redactText(text)).toBe(text)
})

test.each([
  ['password=hunter2 ok', 'password=[redacted] ok'],
  ['{"api_key": "12345678"}', '{"api_key": "[redacted]"}'],
  ['postgres://app:s3cr3t!@db/x', 'postgres://app:[redacted]@db/x'],
  ['authorization: Basic dXNlcjpwdw==', 'authorization: Basic [redacted]'],
  ['-----BEGIN EC PRIVATE KEY-----\nMIIE\n-----END EC PRIVATE KEY-----\nrest', '[redacted]\nrest'],
])('values are masked in %s', (text, masked) => {
  expect(redactText(text)).toBe(masked)
})

test.each([
  'sk-proj-aaaaBBBBccccDDDDeeeeFFFF',
  'rk_live_aaaaBBBBccccDDDDeeeeFFFF',
  GITHUB,
  'github_pat_11AAAAAAA0aaaaBBBB',
  'glpat-aaaaBBBBccccDDDD',
  'npm_aaaaBBBBccccDDDDeeee',
  'hf_aaaaBBBBccccDDDD',
  'AKIAIOSFODNN7EXAMPLE',
  'ASIAIOSFODNN7EXAMPLE',
  'AIzaSyA-aaaaBBBBccccDDDDeeeeFFFFgggg',
  'xoxb-1234567890-abcdefghij',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijkl',
])('a look for hints misses no shape: %s', (secret) => {
  expect(redactJson({ text: `x ${secret} y` })).toEqual({ text: 'x [redacted] y' })
})

test('a known value is masked wherever it stands, and masking twice changes nothing', () => {
  const known = 'q"uo\nted-value'
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.jsonValue(), (before, after, rest) => {
      const value = { text: `${before}${known}${after}`, rest: rest as JsonValue }
      const once = redactJson(value, [known])
      expect(once.text).not.toContain(known)
      expect(redactJson(once, [known])).toEqual(once)
    }),
    { seed: 12, numRuns: 500 },
  )
})

test('texts that are made to be slow are not', () => {
  const began = performance.now()
  for (const part of ['token=', '://a', '-----BEGIN ', 'bearer ', 'sk-', 'eyJ', 'secret":"', 'token=1(']) {
    redactText(part.repeat(200_000 / part.length))
  }
  // About 100 ms in all; what is quadratic would take minutes.
  expect(performance.now() - began).toBeLessThan(5_000)
})
