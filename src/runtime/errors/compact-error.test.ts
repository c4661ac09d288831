import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compactError, makeError } from './compact-error.ts'
import { redact } from './redact.ts'

test('the first line is kept, the stack is not', () => {
  const error = compactError(new TypeError('cannot read x\n    at /srv/app.ts:1:1'))
  expect(error).toMatchObject({ code: 'type_error', message: 'cannot read x', retryable: false })
  expect(JSON.stringify(error)).not.toContain('app.ts')
})

test('code, cause and what may be retried are kept', () => {
  const cause = new Error('socket hang up')
  const error = compactError(Object.assign(new Error('fetch failed', { cause }), { code: 'ECONNRESET' }))
  expect(error).toMatchObject({ code: 'ECONNRESET', cause: 'socket hang up', retryable: true })
  expect(compactError({ message: 'slow down', status: 429 }).retryable).toBe(true)
  expect(compactError({ message: 'no', statusCode: 404 }).retryable).toBe(false)
})

test('repeats have one fingerprint, whatever numbers are in them', () => {
  const of = (message: string): string => compactError(new Error(message)).fingerprint
  expect(of('timeout after 31 ms')).toBe(of('timeout after 4078 ms'))
  expect(of('timeout after 31 ms')).not.toBe(of('refused after 31 ms'))
})

test.each([
  ['OpenAI key', 'sk-proj-aaaaBBBBccccDDDDeeeeFFFF'],
  ['Anthropic key', 'sk-ant-api03-aaaaBBBBccccDDDDeeeeFFFF'],
  ['GitHub token', 'ghp_aaaaBBBBccccDDDDeeeeFFFFgggg'],
  ['AWS id', 'AKIAIOSFODNN7EXAMPLE'],
  ['Google key', 'AIzaSyA-aaaaBBBBccccDDDDeeeeFFFFgggg'],
  ['Slack token', 'xoxb-1234567890-abcdefghij'],
  ['JSON web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijkl'],
])('%s does not come through', (_, secret) => {
  expect(compactError(new Error(`refused for ${secret} today`)).message).toBe('refused for [redacted] today')
})

test('secrets that only their surroundings give away do not come through', () => {
  expect(redact('postgres://app:s3cr3t!@db/x')).toBe('postgres://app:[redacted]@db/x')
  expect(redact('Authorization: Bearer abc.def-123456')).toBe('Authorization: Bearer [redacted]')
  expect(redact('password="correct horse"')).not.toContain('correct')
  expect(redact('api_key=1234567890')).toBe('api_key=[redacted]')
  expect(redact('-----BEGIN RSA PRIVATE KEY-----\nMIIE\n')).toBe('[redacted]')
  expect(redact('hunter2 is known', ['hunter2'])).toBe('[redacted] is known')
})

test('whatever is thrown gives one line of at most 100 characters, and never a throw', () => {
  const hostile = {
    get message(): string {
      throw new Error('no')
    },
  }
  expect(compactError(hostile).message).toBe('an error that cannot be read')
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.string({ maxLength: 3_000 })), (thrown) => {
      const { message, code } = compactError(thrown)
      expect(message.length).toBeLessThanOrEqual(100)
      expect(message).not.toMatch(/[\r\n]/)
      expect(code.length).toBeGreaterThan(0)
    }),
    { seed: 12, numRuns: 2_000 },
  )
})

test('an error of our own making has its code and its hint', () => {
  expect(makeError('unknown_tool', 'there is no tool x', 'tools: y')).toMatchObject({
    code: 'unknown_tool',
    message: 'there is no tool x',
    hint: 'tools: y',
  })
})
