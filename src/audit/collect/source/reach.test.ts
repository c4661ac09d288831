import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../../../test/temporary-folder.ts'
import { type ModelMarks, reachOf, type Reach } from './reach.ts'
import { createResolver } from './resolver.ts'
import { listSourceFiles } from './source-files.ts'
import { writeTree } from './write-tree.fixture.ts'

const marks: ModelMarks = {
  isModelPackage: (specifier: string) => /^(?:openai|@ai-sdk\/|ai$)|baml_client/.test(specifier),
  asideOf: (specifier) =>
    specifier === 'node:readline' ? 'inside' : specifier === '@slack/bolt' ? 'anywhere' : undefined,
  endpoints: /api\.openai\.com|\/v1\/chat\/completions/,
}

function reached(files: Readonly<Record<string, string>>): Promise<Reach> {
  return withTemporaryFolder((root) => {
    writeTree(root, files)
    const listing = listSourceFiles(root)
    return reachOf(listing, createResolver(listing.root, listing), marks)
  })
}

test('files that import a model, however far away, are reached; others are not', async () => {
  const { reached: paths, seeds } = await reached({
    'llm.ts': "import OpenAI from 'openai'",
    'barrel.ts': "export * from './llm.ts'",
    'lazy.ts': "const { x } = await import('./barrel')",
    'old.cjs': "const { x } = require('./lazy')",
    'llm.test.ts': "import './old.cjs'",
    'tools.ts': 'export const tools = []',
    'page.tsx': "import { tools } from './tools'",
  })
  expect(paths).toEqual(['barrel.ts', 'lazy.ts', 'llm.test.ts', 'llm.ts', 'old.cjs'])
  expect([...seeds]).toEqual(['llm.ts'])
})

test('a model is named by a package, an address, a generated client, or a .baml file', async () => {
  const { seeds } = await reached({
    'a.ts': "import { createOpenAI } from '@ai-sdk/openai'",
    'b.ts': "await fetch('https://api.openai.com/v1/responses')",
    'c.ts': "import { b } from './baml_client'",
    'd.baml': 'function F() -> string {}',
    'e.js': "const OpenAI = require('openai')",
    'f.ts': "import OpenAI from 'npm:openai@4'",
    'g.ts': "export { generateText } from 'ai'",
    'h.ts': "import x from 'airtable'",
  })
  expect([...seeds]).toEqual(['a.ts', 'b.ts', 'c.ts', 'd.baml', 'e.js', 'f.ts', 'g.ts'])
})

test('what only stands in a comment or in words is no model', async () => {
  const { seeds } = await reached({
    'a.ts': "// import OpenAI from 'openai'\n/* https://api.openai.com */\nexport const a = 1",
    'b.ts': 'export const help = "add: import OpenAI from \'openai\'"',
  })
  expect([...seeds]).toEqual([])
})

test('a file with a mistake that names a model is not given up', async () => {
  const {
    reached: paths,
    files,
    parse,
  } = await reached({ 'a.ts': "import OpenAI from 'openai'\nconst = \n" })
  expect(paths).toEqual(['a.ts'])
  expect(parse(files.get('a.ts')!).problem?.partly).toBe(true)
})

test('imports in a circle end', async () => {
  const { reached: paths } = await reached({
    'a.ts': "import './b'\nimport 'openai'",
    'b.ts': "import './c'",
    'c.ts': "import './a'\nimport './c'",
  })
  expect(paths).toEqual(['a.ts', 'b.ts', 'c.ts'])
})

test('the text gives a role that the path did not', async () => {
  const { files, unread } = await reached({
    'src/test.ts': "import { test } from 'vitest'",
    'src/api.ts': '// @generated\nexport const a = 1',
    'src/movie.ts': 'G\0\0',
  })
  expect(files.get('src/test.ts')?.role).toBe('test')
  expect(files.get('src/api.ts')?.role).toBe('generated')
  expect(unread).toEqual([{ file: 'src/movie.ts', line: 1, endLine: 1, reason: 'binary' }])
})

test('a terminal is read where the code of an agent leads to it, a channel wherever there is a model', async () => {
  const tree = {
    'agent.ts': "import 'openai'\nimport './tools.ts'",
    'tools.ts': "export * from './ask.ts'",
    'ask.ts': "import readline from 'node:readline'",
    'setup.ts': "import readline from 'node:readline'",
    'approve.ts': "import { App } from '@slack/bolt'",
  }
  expect((await reached(tree)).reached).toEqual(['agent.ts', 'approve.ts', 'ask.ts', 'tools.ts'])
  expect((await reached({ ...tree, 'agent.ts': '' })).reached).toEqual([])
})
