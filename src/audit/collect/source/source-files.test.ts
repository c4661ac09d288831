import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../../../test/temporary-folder.ts'
import { listSourceFiles, type ListingOptions, type SourceListing } from './source-files.ts'
import { writeTree } from './write-tree.fixture.ts'

function listed(
  files: Readonly<Record<string, string>>,
  options: ListingOptions = {},
): Promise<SourceListing & { paths: string[] }> {
  return withTemporaryFolder((root) => {
    writeTree(root, files)
    const listing = listSourceFiles(root, options)
    return { ...listing, paths: listing.files.map((file) => file.path) }
  })
}

test('source files are listed by path, with manifests beside them', async () => {
  const { paths, manifests } = await listed({
    'package.json': '{}',
    'tsconfig.build.json': '{}',
    'langgraph.json': '{}',
    'package-lock.json': '{}',
    'README.md': '',
    'src/b.ts': '',
    'src/a.tsx': '',
    'src/c.mjs': '',
    'baml_src/agent.baml': '',
  })
  expect(paths).toEqual(['baml_src/agent.baml', 'src/a.tsx', 'src/b.ts', 'src/c.mjs'])
  expect(manifests).toEqual(['langgraph.json', 'package.json', 'tsconfig.build.json'])
})

test('installed, built and cached folders are left out; a folder of sources named build is not', async () => {
  const { paths } = await listed({
    'package.json': '{}',
    'node_modules/openai/index.js': '',
    'dist/index.js': '',
    'build/index.js': '',
    'build/index.d.ts': '',
    '.next/server.js': '',
    '.github/scripts/release.mjs': '',
    'src/build/bundle.ts': '',
    'lib/services.ts': '',
  })
  expect(paths).toEqual(['.github/scripts/release.mjs', 'lib/services.ts', 'src/build/bundle.ts'])
})

test('ignore files hold in their folder, the deeper one last; .ignore counts too', async () => {
  const { paths } = await listed({
    '.gitignore': 'generated/\n*.gen.ts\n/only-root.ts',
    '.ignore': 'secret.ts',
    'only-root.ts': '',
    'secret.ts': '',
    'a/only-root.ts': '',
    'a/x.gen.ts': '',
    'a/keep/.gitignore': '!*.gen.ts',
    'a/keep/x.gen.ts': '',
    'a/generated/y.ts': '',
  })
  expect(paths).toEqual(['a/keep/x.gen.ts', 'a/only-root.ts'])
})

test('include and exclude are patterns over the ignore files', async () => {
  const files = { 'src/a.ts': '', 'src/b.ts': '', 'scripts/c.ts': '' }
  expect((await listed(files, { include: ['src'] })).paths).toEqual(['src/a.ts', 'src/b.ts'])
  expect((await listed(files, { exclude: ['**/b.ts', 'scripts/'] })).paths).toEqual(['src/a.ts'])
})

test('a root that is not there is unread, not a crash', () => {
  const { files, unread } = listSourceFiles(join('/', 'no', 'such', 'folder'))
  expect(files).toEqual([])
  expect(unread).toEqual([{ file: '.', line: 1, endLine: 1, reason: 'cannot be opened (ENOENT)' }])
})

test('files of other languages are counted where they import the SDK of a model', async () => {
  const { otherLanguages } = await listed({
    'app.py': 'import os\nfrom openai import OpenAI\n',
    'b.py': 'import openai\n',
    'plain.py': 'import json  # openai\n',
    'main.go': 'import (\n\t"fmt"\n\t"github.com/anthropics/anthropic-sdk-go"\n)\n',
    'Chat.java': 'import dev.langchain4j.model.chat.ChatModel;\n',
    'late.py': '#'.repeat(20_000) + '\nimport openai\n',
  })
  expect(otherLanguages).toEqual([
    { language: 'Python', files: 2, sdk: 'openai' },
    { language: 'Go', files: 1, sdk: 'anthropic' },
    { language: 'Java', files: 1, sdk: 'langchain' },
  ])
})

test('links are never followed: loops end, and what lies outside the root stays unread', async () => {
  await withTemporaryFolder((folder) => {
    const root = join(folder, 'root')
    writeTree(folder, {
      'outside/secret.ts': 'import "openai"',
      'root/src/a.ts': '',
      'root/src/loop': '->..',
      'root/self': '->.',
      'root/out': '->../outside',
      'root/out.ts': '->../outside/secret.ts',
    })
    expect(listSourceFiles(root).files.map((file) => file.path)).toEqual(['src/a.ts'])
  })
})
