import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { main } from '../../src/cli/command-line.ts'
import { withTemporaryFolder } from '../temporary-folder.ts'
import { terminal } from './terminal.ts'

const agent = `
import { defineAgent, doneForNow } from 'twelvefold'
const reply = async (request, signal, onDelta) => {
  for (const text of ['I shall say ', 'hello.']) onDelta?.({ text })
  onDelta?.({ tool: 'done_for_now', text: '{"message":"hello"}' })
  const calls = [{ tool: 'done_for_now', input: { message: 'hello' } }]
  return { calls, text: 'I shall say hello.', usage: { inputTokens: 9 } }
}
export const bot = defineAgent({
  name: 'bot', prompt: 'bot', tools: [doneForNow], model: { id: 'test/one', source: 'provider', reply },
})
`

/** Runs an agent whose model streams its reply; resolves to what is on standard output. */
function run(io: { readonly isTerminal: boolean }, ...options: readonly string[]): Promise<string> {
  return withTemporaryFolder(async (folder) => {
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    write('agents/bot.mjs', agent)
    for (const name of [
      'bot',
      'twelvefold/done-for-now',
      'twelvefold/malformed-reply',
      'twelvefold/failed-call',
    ])
      write(`prompts/${name}.md`, '---\ndescription: test\n---\nDo it.\n')
    const screen = terminal(folder)
    const code = await main(['run', 'bot', 'hi', ...options], { ...screen.io, ...io })
    expect({ code, err: screen.err() }).toEqual({ code: 0, err: '' })
    return screen.out()
  })
}

const ERASE = '\r\u001B[2K'

test('a terminal shows the reply as it comes, and keeps none of it; tokens that nobody told are at least so many', async () => {
  const out = await run({ isTerminal: true })
  expect(out).toContain(
    `${ERASE}     I shall say hello.${ERASE}     done_for_now {"message":"hello"}${ERASE}`,
  )
  const kept = out.slice(out.lastIndexOf(ERASE) + ERASE.length)
  expect(kept).toMatch(/^ {2}1 {2}done_for_now +done\n {5}"hello"\n/)
  expect(kept).toContain('at least 9 tokens in, 0 out\n')
})

test.each([
  ['a pipe', { isTerminal: false }, []],
  ['--json on a terminal', { isTerminal: true }, ['--json']],
])('%s gets nothing that does not stay', async (_, io, options) => {
  const out = await run(io, ...options)
  expect(out).not.toContain('\u001B')
  expect(out).not.toContain('I shall')
})
