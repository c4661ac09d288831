import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'
import { promptTypes } from '../../src/cli/prompts/prompt-types.ts'
import { promptFolder } from '../../src/runtime/prompts/prompt-folder.ts'
import { repository } from '../cli/project.ts'
import { withTemporaryFolder } from '../temporary-folder.ts'

const files = {
  'prompts/support/triage.md': `---
description: Sorts a ticket.
variables:
  ticket: string
  level: { type: enum, values: [low, high], default: low }
  tone: { type: string, trusted: true }
---
{{ tone }} {{ level }} {{ ticket }}
`,
  'prompts/support/hello.md': '---\n---\nHello.\n',
}

/** Programs by name: each is a file of its own beside the generated module. */
const render = (line: string): string => `import { prompts } from './prompts.generated.js'\n${line}\n`
const agent = (members: string): string => `import './prompts.generated.js'
import { askModel, defineAgent, defineTool, doneForNow, type StandardSchema } from 'twelvefold'
declare const schema: StandardSchema<string>
export const command = askModel({ prompt: 'support/hello' })
export const tool = defineTool({ name: 'x', description: { prompt: 'support/hello' }, input: schema, output: schema,
  effect: 'read', run: async ({ input }) => ({ success: true, data: input }) })
export const agent = defineAgent({ name: 'a', model: 'x/y', tools: [doneForNow], ${members} })
`
const triage = "prompt: 'support/triage'"
const programs: Readonly<Record<string, readonly [text: string, problem?: RegExp]>> = {
  'module-good': [
    render(`prompts.render('support/triage', { ticket: 'x', level: 'high' }, { trusted: { tone: 'calm' } }).text
prompts.render('support/hello')
void prompts.get('support/hello')`),
  ],
  'module-name': [render("prompts.render('support/triaje', { ticket: 'x' })"), /support\/triaje/],
  'module-variable': [
    render("prompts.render('support/triage', { ticket: 'x', tickets: 'y' }, { trusted: { tone: 'calm' } })"),
    /tickets/,
  ],
  'module-value': [
    render("prompts.render('support/triage', { ticket: 'x', level: 'mid' }, { trusted: { tone: 'calm' } })"),
    /"mid"/,
  ],
  'module-missing': [
    render("prompts.render('support/triage', {}, { trusted: { tone: 'calm' } })"),
    /ticket/,
  ],
  'module-untrusted': [render("prompts.render('support/triage', { ticket: 'x', tone: 'calm' })"), /tone|Expected 3/],
  'agent-good': [agent(`${triage}, variables: { tone: 'calm' }`)],
  'agent-good-without': [agent("prompt: 'support/hello'")],
  'agent-name': [agent("prompt: 'support/helo'"), /support\/helo/],
  'agent-variable': [agent(`${triage}, variables: { tone: 'calm', tones: 'x' }`), /tones/],
  'agent-missing': [agent(triage), /variables/],
  'agent-tool': [
    agent(triage).replace("description: { prompt: 'support/hello' }", "description: { prompt: 'support/nowhere' }"),
    /support\/nowhere/,
  ],
}
const problems = new Map<string, string>()

/** One run of the compiler over all programs, against this copy of the package as users import it. */
function compile(folder: string, flavour: 'ts' | 'js'): void {
  const names = Object.keys(programs).map((name) => join(folder, `${name}.ts`))
  const program = ts.createProgram(names, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    types: [],
    skipLibCheck: true,
  })
  for (const { file, messageText } of ts.getPreEmitDiagnostics(program)) {
    const name = file?.fileName.replace(/.*\/|\.ts$/g, '') ?? 'elsewhere'
    const key = `${flavour} ${name}`
    problems.set(key, `${problems.get(key) ?? ''}${ts.flattenDiagnosticMessageText(messageText, '\n')}\n`)
  }
}

beforeAll(async () => {
  for (const flavour of ['ts', 'js'] as const) {
    await withTemporaryFolder(async (folder) => {
      const write = (path: string, text: string): void => {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      mkdirSync(join(folder, 'node_modules'))
      symlinkSync(repository, join(folder, 'node_modules', 'twelvefold'))
      write('package.json', '{ "type": "module" }')
      for (const [path, text] of Object.entries(files)) write(path, text)
      const library = promptFolder(join(folder, 'prompts'))
      const all = await Promise.all((await library.names()).map((name) => library.get(name)))
      if (flavour === 'ts') write('prompts.generated.ts', promptTypes(all, 'ts', 'prompts'))
      else {
        write('prompts.generated.js', promptTypes(all, 'js', 'prompts'))
        write('prompts.generated.d.ts', promptTypes(all, 'd.ts', 'prompts'))
      }
      for (const [name, [text]] of Object.entries(programs)) write(`${name}.ts`, text)
      compile(folder, flavour)
    })
  }
})

test.each(['ts', 'js'] as const)('nothing else is wrong with the programs: the generated %s itself compiles', (flavour) => {
  const own = [...problems.keys()].filter((key) => key.startsWith(`${flavour} `))
  expect(own.filter((key) => !Object.hasOwn(programs, key.split(' ')[1]!))).toEqual([])
})

test.each(
  Object.entries(programs).flatMap(([name, [, problem]]) =>
    (['ts', 'js'] as const).map((flavour) => [`${flavour} ${name}`, problem] as const),
  ),
)('%s compiles where it is right alone', (key, problem) => {
  if (problem) expect(problems.get(key)).toMatch(problem)
  else expect(problems.get(key)).toBeUndefined()
})
