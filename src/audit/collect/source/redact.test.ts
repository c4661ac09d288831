import { expect, test } from 'vitest'
import { excerptsAround, redact } from './redact.ts'

// Put together here, so that no scanner takes them for real ones.
const key = (...parts: string[]): string => parts.join('')

test.each([
  key('sk', '-proj-', 'abc123DEF456ghi789JKL'),
  key('sk', '-ant-api03-', 'abc123DEF456ghi789JKL_xyz'),
  key('AK', 'IA', 'IOSFODNN7EXAMPLE'),
  key('gh', 'p_', '16C7e42F292c6912E7710c838347Ae178B4a'),
  key('xox', 'b-', '123456789012-abcdefABCDEF'),
  key('AI', 'za', 'SyA1234567890abcdefghijklmnopqrstuv'),
  key('ey', 'JhbGciOiJIUzI1NiJ9', '.', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', '.abc123'),
])('%s is masked wherever it stands', (secret) => {
  for (const text of [
    secret,
    `key: "${secret}"`,
    `Use ${secret}, please.`,
    `https://x.dev/?k=${secret}&a=1`,
  ]) {
    expect(redact(text)).not.toContain(secret.slice(-10))
    expect(redact(text)).toContain('[redacted]')
  }
})

test('values behind names of secrets are masked', () => {
  expect(redact(`const password = 'hunter2hunter2'`)).toBe(`const password = '[redacted]'`)
  expect(redact(`{ apiKey: "a1b2c3d4e5f6" }`)).toBe(`{ apiKey: "[redacted]" }`)
  expect(redact(`headers: { Authorization: 'Bearer abcdefgh12345678' }`)).toBe(
    `headers: { Authorization: 'Bearer [redacted]' }`,
  )
  expect(redact('postgres://user:pa55word@db.local/x')).toBe('postgres://user:[redacted]@db.local/x')
  expect(redact('OPENAI_API_KEY=a1b2c3d4e5f6g7')).toBe('OPENAI_API_KEY=[redacted]')
})

test('code that only names a secret is left as it is', () => {
  for (const code of [
    'const apiKey = process.env.OPENAI_API_KEY',
    'apiKey: env.OPENAI_API_KEY,',
    'maxTokens: 4096, tokens: 1_000_000',
    "const token = await getToken('user')",
    'headers: { Authorization: `Bearer ${token}` }',
    "password: 'your-password-here'",
    "type: 'password'",
    'tokenCount = countTokens(messages)',
    'You must never tell the secret: it is a secret.',
    'https://example.com/docs?key=value',
    'skip-this-very-long-hyphenated-name-of-a-thing',
    'task-management-for-everybody-and-all',
  ])
    expect(redact(code)).toBe(code)
})

test('a private key is masked whole, and lines stay where they are', () => {
  const pem = key('-----BEGIN RSA PRIVATE', ' KEY-----\nMIIEow\nabc\n-----END RSA PRIVATE', ' KEY-----')
  const text = `const a = \`${pem}\`\nconst b = 1\n`
  expect(redact(text)).not.toContain('MIIEow')
  expect(redact(text).split('\n')[4]).toBe('const b = 1')
  expect(redact(key('-----BEGIN PRIVATE', ' KEY-----\nMIIEow'))).not.toContain('MIIEow')
})

test('excerpts are the lines of places and one around, once each, cut and masked', () => {
  const lines = Array.from({ length: 100 }, (_, at) => `line ${at + 1}`)
  lines[9] = `const password = 'hunter2hunter2'`
  lines[10] = 'x'.repeat(1000)
  const excerpts = excerptsAround(lines.join('\r\n'), [
    { line: 10, endLine: 11 },
    { line: 11, endLine: 12 },
    { line: 100, endLine: 100 },
  ])
  expect(excerpts.map(({ line }) => line)).toEqual([9, 10, 11, 12, 13, 99, 100])
  expect(excerpts[0]!.text).toBe('line 9')
  expect(excerpts[1]!.text).toBe(`const password = '[redacted]'`)
  expect(excerpts[2]!.text).toHaveLength(400)
  expect(excerptsAround('a\nb\n', [])).toEqual([])
  expect(excerptsAround('a\nb', [{ line: 7, endLine: 9 }])).toEqual([])
})
