import { expect, test } from 'vitest'
import { terminal } from '../../test/cli/terminal.ts'
import { commandTable } from './command-table.ts'
import { parseCommandLine } from './parse-command-line.ts'

const parse = (...argv: readonly string[]) => parseCommandLine(argv, terminal('/home/ada').io)

test('global options stand before or after the command', () => {
  const before = parse('--json', '--store', 'x.db', 'run', 'bot', 'do it', '--label', 'a=1', '--label', 'b=2')
  const after = parse('run', 'bot', 'do it', '--label', 'a=1', '--label', 'b=2', '--store', 'x.db', '--json')
  expect(before?.invocation.globals).toEqual(after?.invocation.globals)
  expect(before?.invocation.globals).toEqual({
    json: true,
    debug: false,
    store: '/home/ada/x.db',
    agents: '/home/ada/agents',
    prompts: '/home/ada/prompts',
    given: { store: 'x.db' },
  })
  expect(before?.invocation.operands).toEqual(['bot', 'do it'])
  expect(before?.invocation.options['label']).toEqual(['a=1', 'b=2'])
})

test.each([
  [['run', 'bot'], /missing required argument 'text'/, 'npx twelvefold run --help'],
  [['threads', 'show', 'a', 'b'], /too many arguments/, 'npx twelvefold threads show --help'],
  [['launch'], /unknown command 'launch'/, 'npx twelvefold --help'],
  [['approve', 'a.1', '--force'], /unknown option '--force'/, 'npx twelvefold approve --help'],
  [['run', 'bot', 'x', '--store'], /argument missing/, 'npx twelvefold run --help'],
])('%j is a usage error that names the help', (argv, message, hint) => {
  expect(() => parse(...argv)).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) as string, hint }),
  )
})

test('nothing and --help print help and run nothing', () => {
  const { io, out } = terminal('/home/ada')
  expect(parseCommandLine([], io)).toBeUndefined()
  expect(parseCommandLine(['threads', 'verify', '--help'], io)).toBeUndefined()
  expect(out()).toContain('npx twelvefold threads verify 7f3k')
})

test('every example of the help parses as the command that it is an example of', () => {
  for (const { name, examples } of commandTable) {
    for (const example of examples) {
      const [line = ''] = example.split(' > ')
      const words = line.match(/"[^"]*"|'[^']*'|\S+/g)!.map((word) => word.replace(/^["'](.*)["']$/, '$1'))
      expect(parse(...words)?.command.name).toBe(name)
    }
  }
})

test('every command loads, and is of the one shape', async () => {
  for (const { load } of commandTable) expect(Object.keys(await load())).toEqual(['run'])
})
