import { statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../../../test/temporary-folder.ts'
import { parseBaml } from '../baml/parse-baml.ts'
import { BAML, LARGE, noise, PROGRAM } from './hostile.fixture.ts'
import { parseJsonc } from './jsonc.ts'
import { parseSource, parseText } from './parse.ts'
import { reachOf, type Reach } from './reach.ts'
import { excerptsAround } from './redact.ts'
import { createResolver } from './resolver.ts'
import { listSourceFiles, type SourceListing } from './source-files.ts'
import { suppressionsIn, suppressionsOf } from './suppressions.ts'
import { writeTree } from './write-tree.fixture.ts'

const marks = { isModelPackage: (specifier: string) => specifier === 'openai', endpoints: /api\.openai\.com/ }
const LONGEST_MS = 5000

function collected(root: string): { listing: SourceListing; reach: Reach } {
  const listing = listSourceFiles(root)
  const reach = reachOf(listing, createResolver(listing.root, listing), marks)
  for (const path of reach.reached) void reach.parse(reach.files.get(path)!).program.body.length
  return { listing, reach }
}

/** Everything that reads a text, on this text. */
function readAll(path: string, text: string): void {
  const parsed = parseText(path, text)
  expect(Array.isArray(parsed.program.body)).toBe(true)
  expect(parsed.record.specifiers.length).toBeLessThanOrEqual(text.length)
  suppressionsOf(path, parsed)
  const baml = parseBaml(text, path)
  suppressionsIn(path, baml.comments)
  parseJsonc(text)
  excerptsAround(text, [{ line: 1, endLine: 3 }])
}

test('a program cut anywhere is read as far as it goes', () => {
  for (let end = 0; end < PROGRAM.length; end += 7) {
    const parsed = parseText('a.ts', PROGRAM.slice(0, end))
    if (parsed.problem?.partly === true) expect(parsed.program.body.length).toBeGreaterThan(0)
    if (end > 80) expect(parsed.record.imports.map(({ specifier }) => specifier)).toContain('openai')
  }
  for (let end = 0; end < BAML.length; end += 3) readAll('a.baml', BAML.slice(0, end))
}, 20_000)

test('a program with any piece missing or doubled is no crash', () => {
  for (let at = 0; at < PROGRAM.length; at += 41) {
    readAll('a.tsx', PROGRAM.slice(0, at) + PROGRAM.slice(at + 9))
    readAll('a.js', PROGRAM.slice(0, at) + PROGRAM.slice(at - 9))
    readAll('a.baml', BAML.slice(0, at) + BAML.slice(at + 5))
  }
}, 20_000)

test.each(Object.keys(LARGE))(
  'a large file of %s ends in time',
  (name) => {
    const start = performance.now()
    readAll('a.tsx', LARGE[name]!)
    expect(performance.now() - start).toBeLessThan(LONGEST_MS)
  },
  20_000,
)

test('noise is unread or partly read, whatever it is called', async () => {
  await withTemporaryFolder((root) => {
    const names = ['a.ts', 'b.js', 'c.baml', 'd.tsx', 'tsconfig.json', 'package.json', '.gitignore', 'e.py']
    writeTree(root, Object.fromEntries(names.map((name, seed) => [name, noise(20_000, seed)])))
    writeTree(root, { 'f.ts': noise(20_000, 9).map((byte) => byte || 1), 'g.ts': "import 'openai'" })
    const { reach } = collected(root)
    expect(reach.reached).toContain('g.ts')
    for (const file of reach.files.values()) expect(parseSource(file).program.body).toBeInstanceOf(Array)
  })
})

test('five megabytes are listed and not read', async () => {
  await withTemporaryFolder((root) => {
    writeTree(root, {
      'big.ts': `import 'openai'\n${'a()\n'.repeat(1_250_000)}`,
      'small.ts': "import './big'",
    })
    const { listing, reach } = collected(root)
    expect(listing.files.map((file) => file.path)).toEqual(['big.ts', 'small.ts'])
    expect(reach.unread).toEqual([{ file: 'big.ts', line: 1, endLine: 1, reason: 'larger than 1 MB' }])
  })
})

test('imports in a circle of a thousand files end', async () => {
  await withTemporaryFolder((root) => {
    const files: Record<string, string> = {}
    for (let at = 0; at < 1000; at++) files[`f${at}.ts`] = `export * from './f${(at + 1) % 1000}'`
    writeTree(root, { ...files, 'f500.ts': "import './f501'\nimport 'openai'" })
    expect(collected(root).reach.reached).toHaveLength(1000)
  })
})

test('folders nested two hundred deep are walked', async () => {
  await withTemporaryFolder((root) => {
    writeTree(root, { [`${'d/'.repeat(200)}a.ts`]: "import 'openai'" })
    expect(collected(root).reach.reached).toHaveLength(1)
  })
})

test('no file outside the root is opened, however it is referred to', async () => {
  await withTemporaryFolder((folder) => {
    const root = join(folder, 'root')
    const outside = [
      'tsconfig.json',
      'package.json',
      '.gitignore',
      'secret.ts',
      'index.ts',
      'src/a.ts',
      'data.json',
    ]
    writeTree(folder, Object.fromEntries(outside.map((path) => [path, "{} // import 'openai'\n"])))
    writeTree(root, {
      'tsconfig.json':
        '{ "extends": "../tsconfig.json", "compilerOptions": { "paths": { "@/*": ["../*"] } } }',
      'package.json': '{ "name": "x", "exports": "../index.ts", "imports": { "#a": "../secret.ts" } }',
      'a.ts': `import '../secret'\nimport '@/secret'\nimport '#a'\nimport 'x'\nimport '../data.json'\nimport './link/src/a'`,
      'b.ts': "import './link.ts'\nimport './data.json'\nimport '/etc/hosts'\nimport 'openai'",
      link: '->..',
      'link.ts': '->../secret.ts',
      'data.json': '->../data.json',
      'sub/.gitignore': '->../../.gitignore',
      'sub/tsconfig.json': '->../../tsconfig.json',
      'sub/c.ts': "import '@/x'",
    })
    // Reading moves the access time of a file whose access lies before its last change.
    const paths = [...outside.map((path) => join(folder, path)), join(root, 'b.ts')]
    for (const path of paths) utimesSync(path, 1, 2)
    expect(collected(root).reach.reached).toEqual(['b.ts'])
    const opened = paths.filter((path) => statSync(path).atimeMs !== 1000)
    expect(opened.filter((path) => path !== join(root, 'b.ts'))).toEqual([])
  })
})
