import { expect, it } from 'vitest'
import { programOf } from '../adapters/look-at-source.fixture.ts'
import { pathOf } from './value.ts'

/** What the initialisers of `x` may be, callers included. */
function resolved(source: string): string[] {
  const program = programOf({ 'index.ts': source })
  const [module] = program.modules
  return module!
    .nodes('VariableDeclarator')
    .filter((one) => module!.textOf(one.id) === 'x' && one.init !== null)
    .flatMap((one) => program.uses.resolve(program.evaluate({ module: module!, node: one.init! })))
    .map((value) => (value.kind === 'literal' ? String(value.value) : (pathOf(value) ?? value.kind)))
}

it('takes any value of an object whose member is chosen at run time', () => {
  expect(resolved(`const texts = { short: 'Be short.', long: 'Be long.' }; const x = texts[how]`)).toEqual([
    'Be short.',
    'Be long.',
  ])
})

it('calls a function that was handed in', () => {
  expect(
    resolved(`import OpenAI from 'openai'
      function ask(createClient) { const x = createClient() }
      ask(() => new OpenAI())`),
  ).toEqual(['openai:default()'])
})

it('knows what a module is that is required', () => {
  const program = programOf({
    'index.js': `const x = require('./names.js'); const { first } = require('./all.js'); const y = first`,
    'names.js': `module.exports = ['one', 'two']`,
    'all.js': `module.exports = { first: 'one' }`,
  })
  const module = program.modules.find(({ path }) => path === 'index.js')!
  const kinds = module
    .nodes('VariableDeclarator')
    .map(({ init }) => program.evaluate({ module, node: init! }).kind)
  expect(kinds).toEqual(['array', 'namespace', 'literal'])
})

it('takes nothing from tests', () => {
  const program = programOf({
    'ask.ts': `export function ask(text) { const x = text }`,
    'ask.test.ts': `import { ask } from './ask.ts'; ask('Say hello to the test.')`,
  })
  const module = program.modules.find(({ path }) => path === 'ask.ts')!
  const [x] = module.nodes('VariableDeclarator')
  const values = program.uses.resolve(program.evaluate({ module, node: x!.init! }))
  expect(values.map(({ kind }) => kind)).toEqual(['parameter'])
})

it('ends where a callback runs over its own parameter', () => {
  expect(
    resolved(`const walk = (nodes) => nodes.map((node) => { const x = node.name; return walk(node.children) })
      walk(nodes.filter((node) => walk(node)))`),
  ).toEqual(['member'])
})
