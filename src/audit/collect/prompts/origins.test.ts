// Where the words of a prompt come from, shape by shape: `role origin source:line`, and what stands in it.
import { expect, test } from 'vitest'
import { sceneOf } from '../scene-of.fixture.ts'
import { promptsOf } from './prompts.ts'

const words = 'You are a careful assistant that answers questions about rivers.'

/** An agent whose system text is `expression`; `before` stands above it, `files` beside it. */
function originsOf(
  expression: string,
  { before = '', files = {}, parameters = 'question: string' } = {},
): string[] {
  const source = `import OpenAI from 'openai'
const client = new OpenAI()
${before}
export async function answer(${parameters}) {
  return client.chat.completions.create({
    model: 'm',
    messages: [{ role: 'system', content: ${expression} }, { role: 'user', content: question }],
  })
}
`
  return told({ 'index.ts': source, ...files })
}

function told(files: Readonly<Record<string, string>>): string[] {
  return promptsOf(sceneOf(files))
    .filter(({ role }) => role === 'system')
    .map(({ origin, source, line, insertions }) =>
      [origin, `${source}:${line}`, ...insertions.map(({ what }) => what)].join(' '),
    )
}

test('a literal', () => {
  expect(originsOf(`'${words}'`)).toEqual(['inline index.ts:7'])
})

test('a template, with what is put into it', () => {
  expect(originsOf(`\`${words} Today is \${day()}.\``)).toEqual(['inline index.ts:7 day()'])
})

test('the elements of an array that are joined are one text', () => {
  expect(originsOf(`['${words}', 'Be short.', style].join('\\n')`, { before: 'declare const style: string' })).toEqual([
    'inline index.ts:7 style',
  ])
})

test('a concatenation is one text', () => {
  expect(originsOf(`'${words}' + ' Be short. ' + style`, { before: 'declare const style: string' })).toEqual([
    'inline index.ts:7 style',
  ])
})

test('a constant of a module that holds prompts', () => {
  expect(
    originsOf('SYSTEM', {
      before: "import { SYSTEM } from './prompts.js'",
      files: { 'prompts.ts': `export const SYSTEM = '${words}'` },
    }),
  ).toEqual(['module prompts.ts:1'])
})

test('a constant of a module that holds other code', () => {
  expect(
    originsOf('SYSTEM', {
      before: "import { SYSTEM } from './settings'",
      files: {
        'settings.ts': `export const SYSTEM = '${words}'
export function port(argument: string) { const found = Number(argument); if (found > 0) return found; return 80 }
export function host(argument: string) { return argument.length > 0 ? new URL(argument).host : undefined }`,
      },
    }),
  ).toEqual(['inline settings.ts:1'])
})

test('a re-export through a barrel', () => {
  expect(
    originsOf('texts.instructions', {
      before: "import * as texts from './texts'",
      files: {
        'texts/index.ts': "export * from './more'",
        'texts/more.ts': "export { SYSTEM as instructions } from './rivers'",
        'texts/rivers.ts': `export const SYSTEM = '${words}'`,
      },
    }),
  ).toEqual(['module texts/rivers.ts:1'])
})

test('a default parameter', () => {
  expect(originsOf('system', { parameters: `question: string, system = '${words}'` })).toEqual([
    'inline index.ts:4',
  ])
})

test('a default in a pattern of a parameter', () => {
  expect(originsOf('system', { parameters: `question: string, { system = '${words}' } = {}` })).toEqual([
    'inline index.ts:4',
  ])
})

test('an object that is spread', () => {
  expect(
    originsOf("'x'.length, ...said", { before: `const base = { content: '${words}' }; const said = { ...base }` }),
  ).toEqual(['inline index.ts:3'])
})

test('a field of a class', () => {
  expect(
    told({
      'index.ts': `import OpenAI from 'openai'
export class Answers {
  private readonly system = '${words}'
  static readonly style = '${words}'
  client = new OpenAI()
  ask(question: string) {
    return this.client.chat.completions.create({ model: 'm', messages: [
      { role: 'system', content: this.system },
      { role: 'system', content: Answers.style },
      { role: 'user', content: question },
    ] })
  }
}`,
    }),
  ).toEqual(['inline index.ts:3', 'inline index.ts:4'])
})

test('satisfies and as const', () => {
  expect(
    originsOf('texts.system', { before: `const texts = { system: '${words}' } as const satisfies Texts` }),
  ).toEqual(['inline index.ts:3'])
})

test('a function that returns a literal', () => {
  expect(originsOf('system()', { before: `function system() { return '${words}' }` })).toEqual([
    'inline index.ts:3',
  ])
})

test('both sides of a condition', () => {
  expect(
    originsOf('isShort ? short : long', {
      before: `const short = '${words}'
const long = '${words} Give reasons for all that you say.'
declare const isShort: boolean`,
    }),
  ).toEqual(['inline index.ts:3', 'inline index.ts:4'])
})

test('an import of JSON', () => {
  const files = { 'texts.json': '{}' }
  expect(originsOf('texts.system', { before: "import texts from './texts.json'", files })).toEqual([
    'file texts.json:7',
  ])
})

test('a file that is read by its name', () => {
  const before = `import { readFile } from 'node:fs/promises'
const system = await readFile(new URL('./prompts/system.md', import.meta.url), 'utf8')`
  expect(originsOf('system', { before })).toEqual(['file ./prompts/system.md:4'])
})

test('a file of JSON that is read and parsed', () => {
  const before = `import { readFileSync } from 'node:fs'
const texts = JSON.parse(readFileSync('texts.json', 'utf8'))`
  expect(originsOf('texts.system', { before })).toEqual(['file texts.json:4'])
})

test('an import of text', () => {
  const before = "import system from './system.txt' with { type: 'text' }"
  expect(originsOf('system', { before, files: { 'system.txt': words } })).toEqual(['file system.txt:7'])
})

test('a loader that is called with a name', () => {
  const before = `import { readFileSync } from 'node:fs'
import { join } from 'node:path'
const load = (name: string) => readFileSync(join('prompts', name + '.md'), 'utf8')`
  expect(originsOf("load('rivers')", { before })).toEqual(['file prompts/.md:5'])
})

test('a loader of a package that is called with a name', () => {
  const before = "import { loadPrompt } from 'some-prompts'"
  expect(originsOf("loadPrompt('rivers/system')", { before })).toEqual(['file rivers/system:7'])
})

test('a file that a template engine fills', () => {
  const before = `import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
const fill = Handlebars.compile(readFileSync('prompts/rivers.hbs', 'utf8'))`
  expect(originsOf('fill({ question })', { before })).toEqual(['file prompts/rivers.hbs:5'])
})

test('the environment', () => {
  expect(originsOf('process.env.SYSTEM_PROMPT')).toEqual(['environment index.ts:7'])
})

test('a parameter through two wrappers', () => {
  expect(
    told({
      'index.ts': `import OpenAI from 'openai'
const client = new OpenAI()
function send(system: string, question: string) {
  return client.chat.completions.create({ model: 'm', messages: [{ role: 'system', content: system }, { role: 'user', content: question }] })
}
function ask(options: { system: string; question: string }) {
  return send(options.system, options.question)
}
export function rivers(question: string) {
  return ask({ system: '${words}', question })
}`,
    }),
  ).toEqual(['inline index.ts:10'])
})

test('replacements in a text', () => {
  expect(originsOf("text.replace('{day}', day).trim()", { before: `declare const day: string; const text = \`${words}\`` })).toEqual([
    'inline index.ts:3',
  ])
})

test('a prompt of a hub', () => {
  expect(originsOf("await hub.pull('someone/rivers')", { before: "import * as hub from 'langchain/hub'" })).toEqual([
    'remote langchain/hub:pull:7',
  ])
})

test('a prompt of a registry, with what is put into it', () => {
  const before = `import { Langfuse } from 'langfuse'
const registry = new Langfuse()
const prompt = await registry.getPrompt('rivers')`
  expect(originsOf("prompt.compile({ day: 'today' })", { before })).toEqual([
    'remote langfuse:Langfuse().getPrompt:5',
  ])
})

test('what cannot be traced is unknown, with the expression that stopped us', () => {
  const before = "import { settings } from 'some-settings'"
  expect(originsOf("settings.get('system')", { before })).toEqual(["unknown settings.get('system'):7"])
})

test("what the caller of the package's own function gives is a parameter", () => {
  expect(originsOf('system', { parameters: 'question: string, system: string' })).toEqual([
    'parameter system:7',
  ])
})

test('prompts in languages that write no spaces are prompts', () => {
  const japanese =
    'あなたは河川についての質問に答える丁寧な助手です。必ず出典を示し、確かでないことは確かでないと述べてください。'
  const arabic = 'أنت مساعد دقيق يجيب عن الأسئلة المتعلقة بالأنهار ويذكر مصادره دائما.'
  expect(originsOf(`'${japanese}'`)).toEqual(['inline index.ts:7'])
  expect(originsOf(`'${arabic}'`)).toEqual(['inline index.ts:7'])
})
