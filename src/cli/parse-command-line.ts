import { resolve } from 'node:path'
import { Command, CommanderError } from 'commander'
import { UsageError } from '../runtime/twelvefold-error.ts'
import type { CommandDeclaration, Globals, Invocation, PathOption } from './command.ts'
import { commandTable } from './command-table.ts'
import type { Io } from './io.ts'

const groups: Readonly<Record<string, string>> = {
  threads: 'look at threads, copy them, move them',
  prompts: 'look at prompts, check them, declare them',
}

const pathDefaults: Readonly<Record<PathOption, string>> = {
  store: '.twelvefold/store.db',
  agents: 'agents',
  prompts: 'prompts',
}

/** What to run, or undefined where help was printed. @throws UsageError */
export function parseCommandLine(
  argv: readonly string[],
  io: Io,
): { readonly command: CommandDeclaration; readonly invocation: Invocation } | undefined {
  let found: ReturnType<typeof parseCommandLine>
  const program = buildProgram(io, (command, operands, options) => {
    found = { command, invocation: { io, globals: globalsOf(options, io), operands, options } }
  })
  try {
    if (argv.length === 0) program.outputHelp()
    else program.parse(argv, { from: 'user' })
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown
    if (thrown.exitCode !== 0 && thrown.code !== 'commander.help') throw usageError(thrown, argv)
  }
  return found
}

type OnCommand = (
  command: CommandDeclaration,
  operands: readonly (string | undefined)[],
  options: Invocation['options'],
) => void

function buildProgram(io: Io, onCommand: OnCommand): Command {
  const program = new Command('twelvefold')
    .description(
      'LLM agents by the twelve factors: audit them in any repository; run them, answer them, look into them.',
    )
    .option('--json', 'print one JSON object')
    .option('--debug', 'print stacks of errors')
    .option('--store <file>', `the store (${pathDefaults.store})`)
    .option('--agents <folder>', `where agents are (${pathDefaults.agents})`)
    .option('--prompts <folder>', `where prompts are (${pathDefaults.prompts})`)
    .option('-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: () => {} })
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 the gate or the thread failed, 2 usage, 3 tool error, 4 waits for a person',
    )
  const parents = new Map<string, Command>()
  for (const [name, summary] of Object.entries(groups)) {
    parents.set(name, program.command(name).description(summary))
  }
  for (const declaration of commandTable) addCommand(program, parents, declaration, onCommand)
  return program
}

function addCommand(
  program: Command,
  parents: ReadonlyMap<string, Command>,
  declaration: CommandDeclaration,
  onCommand: OnCommand,
): void {
  const { name, operands, summary, options = [], examples } = declaration
  const [first = '', second] = name.split(' ')
  const parent = second === undefined ? program : parents.get(first)!
  const command = parent.command(`${second ?? first} ${operands}`.trim()).description(summary)
  for (const { flags, description, many } of options) {
    const collect = (value: string, all: readonly string[] = []): string[] => [...all, value]
    if (many) command.option(flags, description, collect)
    else command.option(flags, description)
  }
  const lines = examples.map((example) => `  npx twelvefold ${example}`)
  command.addHelpText('after', `\n${examples.length > 1 ? 'Examples' : 'Example'}:\n${lines.join('\n')}`)
  // What commander hands over: the operands, the options, the command.
  command.action((...given: unknown[]) => {
    const values = given.slice(0, -2) as (string | undefined)[]
    onCommand(declaration, values, command.optsWithGlobals())
  })
}

function globalsOf(options: Invocation['options'], io: Io): Globals {
  const path = (name: PathOption): string => {
    const value = options[name] ?? pathDefaults[name]
    if (typeof value === 'string' && value !== '' && !value.includes('\0')) return resolve(io.cwd, value)
    throw new UsageError(`--${name} is no path`, { hint: `such as --${name} ${pathDefaults[name]}` })
  }
  const names = ['store', 'agents', 'prompts'] as const
  const given = names.flatMap((name) => (typeof options[name] === 'string' ? [[name, options[name]]] : []))
  return {
    json: options['json'] === true,
    debug: options['debug'] === true,
    store: path('store'),
    agents: path('agents'),
    prompts: path('prompts'),
    given: Object.fromEntries(given) as Globals['given'],
  }
}

function usageError(error: CommanderError, argv: readonly string[]): UsageError {
  const message = error.message.replace(/^error: /, '').split('\n')[0]!
  const command = commandTable.find(({ name }) => argv.join(' ').startsWith(name))
  return new UsageError(message, { hint: `npx twelvefold ${command ? `${command.name} ` : ''}--help` })
}
