import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../../../test/temporary-folder.ts'
import { createResolver } from './resolver.ts'
import { listSourceFiles } from './source-files.ts'
import { writeTree } from './write-tree.fixture.ts'

type Questions = readonly (readonly [from: string, specifier: string])[]

/** What each specifier means: the file, or the package in brackets. */
function resolved(files: Readonly<Record<string, string>>, questions: Questions): Promise<unknown[]> {
  return withTemporaryFolder((folder) => {
    const root = join(folder, 'root')
    writeTree(folder, { 'outside.ts': '', 'outside.json': '{}' })
    writeTree(root, { 'package.json': '{"name":"app"}', ...files })
    const listing = listSourceFiles(root)
    const resolver = createResolver(listing.root, listing)
    return questions.map(([from, specifier]) => {
      const found = resolver.resolve(from, specifier)
      if (found === undefined) return undefined
      return 'file' in found ? found.file : `[${found.external}]${found.subpath}`
    })
  })
}

test('relative specifiers lead to sources, whatever extension they have', async () => {
  const files = {
    'src/a.ts': '',
    'src/b.tsx': '',
    'src/c.mts': '',
    'src/d/index.ts': '',
    'src/data.json': '{}',
    'src/prompt.md': 'You are',
    'src/own.js': '',
    'src/v1.2/index.ts': '',
    'src/name.config.ts': '',
  }
  const from = (...specifiers: string[]): Questions => specifiers.map((one) => ['src/a.ts', one])
  expect(
    await resolved(
      files,
      from(
        './b',
        './b.js',
        './b.jsx',
        './c.mjs',
        './d',
        './d/',
        './d/index.js',
        './own.js',
        './name.config',
        './v1.2',
      ),
    ),
  ).toEqual([
    'src/b.tsx',
    'src/b.tsx',
    'src/b.tsx',
    'src/c.mts',
    'src/d/index.ts',
    'src/d/index.ts',
    'src/d/index.ts',
    'src/own.js',
    'src/name.config.ts',
    'src/v1.2/index.ts',
  ])
  expect(
    await resolved(files, from('./data.json', './prompt.md?raw', './missing', '../../outside', '..')),
  ).toEqual(['src/data.json', 'src/prompt.md', undefined, undefined, undefined])
})

test('packages are external, by name and subpath', async () => {
  const from = (...specifiers: string[]): Questions => specifiers.map((one) => ['src/a.ts', one])
  expect(
    await resolved(
      { 'src/a.ts': '' },
      from(
        'openai',
        'openai/helpers/zod',
        '@ai-sdk/openai',
        '@langchain/core/messages',
        'node:fs',
        'fs',
        'npm:openai@4.20.1',
        'https://esm.sh/openai@4/helpers',
        'cloudflare:workers',
      ),
    ),
  ).toEqual([
    '[openai]',
    '[openai]helpers/zod',
    '[@ai-sdk/openai]',
    '[@langchain/core]messages',
    '[node:fs]',
    '[fs]',
    '[openai]',
    '[openai]helpers',
    '[cloudflare:workers]',
  ])
})

test('paths of tsconfig hold in its folder: comments, extends, references, the longest pattern', async () => {
  const files = {
    'tsconfig.base.json':
      '{ // shared\n "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["libs/*/src"], }, } }',
    'app/tsconfig.json': '{ "extends": "../tsconfig.base" }',
    'app/main.ts': '',
    'libs/llm/src/index.ts': '',
    'web/tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
    'web/tsconfig.app.json':
      '{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "@/deep/*": ["./deep/*"], "config": ["./config.ts"] } } }',
    'web/src/x.ts': '',
    'web/deep/y.ts': '',
    'web/config.ts': '',
    'other/a.ts': '',
  }
  expect(
    await resolved(files, [
      ['app/main.ts', '@lib/llm'],
      ['web/src/x.ts', '@/x'],
      ['web/src/x.ts', '@/deep/y'],
      ['web/src/x.ts', 'config'],
      ['app/main.ts', 'libs/llm/src'],
      ['other/a.ts', '@lib/llm'],
    ]),
  ).toEqual([
    'libs/llm/src/index.ts',
    'web/src/x.ts',
    'web/deep/y.ts',
    'web/config.ts',
    'libs/llm/src/index.ts',
    '[@lib/llm]',
  ])
})

test('a configuration that extends one outside the root, or itself, is harmless', async () => {
  const files = {
    'tsconfig.json': '{ "extends": ["../outside.json", "./tsconfig.json", "@tsconfig/node20"] }',
    'a.ts': '',
  }
  expect(await resolved(files, [['a.ts', '@/a']])).toEqual(['a.ts'])
})

test('packages of the same repository lead to their sources', async () => {
  const files = {
    'packages/llm/package.json': JSON.stringify({
      name: '@app/llm',
      main: 'dist/index.js',
      exports: {
        '.': { types: './dist/index.d.ts', import: './dist/index.js' },
        './tools/*': { import: './dist/tools/*.js' },
      },
      imports: { '#prompts/*': './src/prompts/*.ts' },
    }),
    'packages/llm/src/index.ts': '',
    'packages/llm/src/tools/search.ts': '',
    'packages/llm/src/prompts/main.ts': '',
    'packages/plain/package.json': '{ "name": "plain", "main": "./lib/plain.js" }',
    'packages/plain/src/plain.ts': '',
    'apps/web/package.json': '{ "name": "web" }',
    'apps/web/src/a.ts': '',
  }
  expect(
    await resolved(files, [
      ['apps/web/src/a.ts', '@app/llm'],
      ['apps/web/src/a.ts', '@app/llm/tools/search'],
      ['apps/web/src/a.ts', 'plain'],
      ['packages/llm/src/index.ts', '#prompts/main'],
      ['apps/web/src/a.ts', '@app/other'],
    ]),
  ).toEqual([
    'packages/llm/src/index.ts',
    'packages/llm/src/tools/search.ts',
    'packages/plain/src/plain.ts',
    'packages/llm/src/prompts/main.ts',
    '[@app/other]',
  ])
})

test('what a starter script imports from the output is its source', async () => {
  const files = { 'bin/cli.js': '', 'src/cli.ts': '' }
  expect(await resolved(files, [['bin/cli.js', '../dist/cli.js']])).toEqual(['src/cli.ts'])
})

test('a link that leads out of the root resolves to nothing', async () => {
  const files = {
    'a.ts': '',
    'data.json': '->../outside.json',
    'fine.json': '->./real.json',
    'real.json': '{}',
  }
  expect(
    await resolved(files, [
      ['a.ts', './data.json'],
      ['a.ts', './fine.json'],
    ]),
  ).toEqual([undefined, 'fine.json'])
})
