import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { main } from '../../src/cli/command-line.ts'
import { commandTable } from '../../src/cli/command-table.ts'
import { loadDriver } from '../../src/runtime/store/sqlite/driver.ts'
import { withTemporaryFolder } from '../temporary-folder.ts'
import { terminal } from './terminal.ts'

const SEED = 20_260_102
const PATIENCE_MS = 60_000

const agent = `
import { defineAgent, requestHumanInput, doneForNow, scriptedModel } from 'twelvefold'
export const bot = defineAgent({
  name: 'bot', prompt: 'bot', tools: [requestHumanInput, doneForNow],
  model: scriptedModel(({ messages }) => ({ calls: [messages.some(({ role }) => role === 'tool')
    ? { tool: 'done_for_now', input: { message: 'done' } }
    : { tool: 'request_human_input', input: { question: 'sure?' } }] })),
})
`
const prompt = '---\ndescription: test\n---\nDo it.\n'

function write(folder: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}

function writeProject(folder: string): void {
  write(folder, 'agents/bot.mjs', agent)
  write(folder, 'prompts/bot.md', prompt)
  for (const name of ['request-human-input', 'done-for-now', 'malformed-reply', 'failed-call'])
    write(folder, `prompts/twelvefold/${name}.md`, prompt)
}

/** Runs a command line in this process; where it would stay, ctrl-C comes first. */
async function run(
  folder: string,
  argv: readonly string[],
): Promise<{ code: number; out: string; err: string }> {
  const { io, out, err } = terminal(folder)
  const stays = argv.includes('worker') || argv.includes('--follow')
  const code = await main(argv, stays ? { ...io, signal: AbortSignal.abort() } : io)
  return { code, out: out(), err: err() }
}

/** Whatever was given: a documented exit code; and where it is an error, at most three lines with a code that is known. */
function expectTypedOutcome(
  argv: readonly string[],
  { code, out, err }: Awaited<ReturnType<typeof run>>,
): void {
  const told = JSON.stringify({ argv, code, out, err })
  expect([0, 1, 2, 3, 4, 130], told).toContain(code)
  expect(`${out}${err}`, told).not.toMatch(/\n\s+at .*:\d+/)
  expect(`${out}${err}`, told).not.toMatch(/"internal"|\(internal\)/)
  if (code === 2 || code === 3)
    expect(`${out}${err}`, told).toMatch(/\([a-z_]+\)\n|"error":\{"code":"[a-z_]+"/)
  expect(err.split('\n').length, told).toBeLessThanOrEqual(4)
}

const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 12 }).map((text) => `--${text}`),
  fc.string({ maxLength: 12 }).map((text) => `${text}.${text}`),
  fc.json({ maxDepth: 2 }),
  fc.constantFrom(
    '',
    '-',
    '--',
    '..',
    '/',
    '\0',
    'a=',
    '=b',
    '9'.repeat(400),
    '__proto__',
    'constructor',
    'bot',
  ),
)

/** A command with as many operands as it takes, or one more or less; its own options, and global ones. */
function commandLine(operand: fc.Arbitrary<string>): fc.Arbitrary<string[]> {
  const lines = commandTable.map(({ name, operands, options = [] }) => {
    const arity = operands.split(' ').filter(Boolean).length
    const own = options.map(({ flags }) => flags.split(' '))
    const flags = [...own, ...['--store', '--agents', '--prompts'].map((flag) => [flag, '']), ['--json']]
    const option = fc
      .tuple(fc.constantFrom(...flags), operand)
      .map(([[flag = '', value], text]) => (value === undefined ? [flag] : [flag, text]))
    const given = fc.oneof(
      { weight: 6, arbitrary: fc.array(operand, { minLength: arity, maxLength: arity }) },
      { weight: 1, arbitrary: fc.array(operand, { maxLength: 3 }) },
    )
    return fc
      .tuple(given, fc.array(option, { maxLength: 2 }))
      .map(([values, more]) => [...name.split(' '), ...values, ...more.flat()])
  })
  return fc.oneof(...lines, fc.array(operand, { maxLength: 3 }))
}

/** The bytes of a store, with what still stands in its write-ahead log. */
async function wholeStore(path: string): Promise<Buffer> {
  const { open } = await loadDriver()
  const database = open(path)
  database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
  database.close()
  return readFileSync(path)
}

/** An audit of the whole machine would be right, and long. */
function insideOf(words: readonly string[]): readonly string[] {
  return words.includes('audit') ? words.map((word) => (word === '/' || word === '..' ? '.' : word)) : words
}

test('random bytes to every CLI argument give only typed errors with codes', { timeout: PATIENCE_MS }, () =>
  withTemporaryFolder(async (folder) => {
    writeProject(folder)
    const { out } = await run(folder, ['run', 'bot', 'go', '--json'])
    const { threadId } = JSON.parse(out) as { threadId: string }
    const operand = fc.oneof(noise, fc.constantFrom('bot', threadId, `${threadId}.1`, threadId.slice(0, 4)))
    const check = fc.asyncProperty(commandLine(operand), async (words) =>
      expectTypedOutcome(words, await run(folder, insideOf(words))),
    )
    await fc.assert(check, { seed: SEED, numRuns: 500 })
  }),
)

const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 200 }))

/** A good file with some of its bytes replaced: it passes the first checks and fails later ones. */
function spoilt(good: string): fc.Arbitrary<string> {
  const place = fc.tuple(fc.nat({ max: good.length - 1 }), fc.string({ maxLength: 3 }))
  return fc.array(place, { minLength: 1, maxLength: 4 }).map((places) => {
    let text = good
    for (const [at, piece] of places) text = text.slice(0, at) + piece + text.slice(at + piece.length)
    return text
  })
}

test(
  'random bytes to every loader of files give only typed errors with codes',
  { timeout: PATIENCE_MS },
  () =>
    withTemporaryFolder(async (folder) => {
      writeProject(folder)
      const { out } = await run(folder, ['run', 'bot', 'go', '--json'])
      const { threadId } = JSON.parse(out) as { threadId: string }
      const exported = (await run(folder, ['threads', 'export', threadId])).out
      let count = 0
      const content = (good: string) => fc.oneof(bytes, spoilt(good))
      const cases = fc.oneof(
        fc.tuple(
          fc.constant('p/bot.md'),
          content(prompt),
          fc.constant(['run', 'bot', 'go', '--prompts', 'p']),
        ),
        fc.tuple(
          fc.constant('thread.jsonl'),
          content(exported),
          fc.constant(['threads', 'import', 'thread.jsonl']),
        ),
        fc.tuple(fc.constant('damaged'), bytes, fc.constant(['threads', 'list', '--store', 'damaged'])),
      )
      const check = fc.asyncProperty(cases, async ([path, text, argv]) => {
        // A store of its own each time: SQLite keeps what it knows of a file, also when its bytes are replaced.
        const name = path === 'damaged' ? `damaged-${count++}` : path
        write(folder, name, text)
        const words = argv.map((word) => (word === 'damaged' ? name : word))
        expectTypedOutcome(words, await run(folder, words))
      })
      await fc.assert(check, { seed: SEED, numRuns: 300 })

      // A store that was cut, or whose header is noise. Noise in its texts is left out: libsql ends the process where a
      // text is not UTF-8, and no error of ours can come before that.
      const whole = await wholeStore(join(folder, '.twelvefold', 'store.db'))
      const length = fc.oneof(fc.constant(whole.length), fc.nat({ max: whole.length }))
      const header = fc.tuple(fc.nat({ max: 90 }), fc.uint8Array({ maxLength: 9 }))
      const commands = fc.constantFrom(
        ['threads', 'show', threadId],
        ['threads', 'verify'],
        ['pause', threadId],
      )
      const stores = fc.asyncProperty(length, header, commands, async (kept, [at, noisy], argv) => {
        const damaged = Buffer.from(whole)
        damaged.set(noisy, at)
        const name = `damaged-${count++}`
        write(folder, name, damaged.subarray(0, kept))
        const words = [...argv, '--store', name]
        expectTypedOutcome(words, await run(folder, words))
      })
      await fc.assert(stores, { seed: SEED, numRuns: 150 })

      // A file of code may do anything when it is run: here are bytes that are none, and each in a file of its own name.

      const agents = fc.asyncProperty(content(agent), async (text) => {
        const name = `agents-${count++}`
        write(folder, `${name}/bot.mjs`, text)
        const argv = ['run', 'bot', 'go', '--agents', name]
        expectTypedOutcome(argv, await run(folder, argv))
      })
      await fc.assert(agents, { seed: SEED, numRuns: 60 })
    }),
)
