import { endOf, startOf } from '../program/node.ts'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../../../test/temporary-folder.ts'
import { parseSource, parseText, type Parsed } from './parse.ts'
import { listSourceFiles } from './source-files.ts'
import { writeTree } from './write-tree.fixture.ts'

function parseBytes(name: string, content: string | Uint8Array): Promise<Parsed> {
  return withTemporaryFolder((root) => {
    writeTree(root, { [name]: content })
    return parseSource(listSourceFiles(root).files[0]!)
  })
}

test('a program has ranges, lines, and no nodes for parentheses', () => {
  const parsed = parseText('a.ts', 'const a = (1)\nconst b = 2\n')
  const [, second] = parsed.program.body
  expect(parsed.problem).toBeUndefined()
  expect([startOf(second!), endOf(second!)]).toEqual([14, 25])
  expect(parsed.lineOf(startOf(second!))).toBe(2)
  expect(JSON.stringify(parsed.program)).not.toContain('Parenthesized')
})

test('the module record has every specifier, with how it is used', () => {
  const { record } = parseText(
    'a.ts',
    `import a, { b as c } from 'one'
import * as all from 'two'
import type { T } from 'three'
import 'four'
export * from 'five'
export { d as e } from 'six'
export default a
export const own = 1
const lazy = import('seven')
const old = require('eight')
// require('nine')
`,
  )
  expect(
    record.specifiers.map(({ value, how, typeOnly }) => `${how} ${value}${typeOnly ? ' type' : ''}`),
  ).toEqual([
    'import one',
    'import two',
    'import three type',
    'import four',
    'export five',
    'export six',
    'dynamic seven',
    'require eight',
  ])
  expect(record.imports.map(({ imported, local }) => `${imported} as ${local}`)).toEqual([
    'default as a',
    'b as c',
    '* as all',
    'T as T',
  ])
  expect(record.exports.map(({ exported, specifier, imported }) => [exported, specifier, imported])).toEqual([
    ['*', 'five', '*'],
    ['e', 'six', 'd'],
    ['default', undefined, undefined],
    ['own', undefined, undefined],
  ])
})

test.each([
  ['a.js', 'const x = <b>hi</b>\n'],
  ['a.js', 'const x: number = 1\n'],
  ['a.ts', 'const x = <b>hi</b>\n'],
  ['a.ts', 'const x = <number>y\n'],
  ['a.js', '#!/usr/bin/env node\nreturn 1\n'],
  ['a.cjs', 'with (a) { b() }\n'],
  ['a.ts', "import data from './d.json' with { type: 'json' }\n"],
  ['a.ts', '@dec class A { accessor x = 1 }\n'],
  ['a.ts', 'const a = 1\r\nconst b = 2\r\n'],
])('%s: %j is read in full', (path, text) => {
  const parsed = parseText(path, text)
  expect(parsed.problem).toBeUndefined()
  expect(parsed.program.body.length).toBeGreaterThan(0)
})

test('what stands around a mistake is read, at its own lines', () => {
  const parsed = parseText(
    'a.ts',
    `import OpenAI from 'openai'

export function broken(a {
  return a
}

const prompt = \`
You are an agent.
const is a word
\`

export async function ask() {
  return 1
}
`,
  )
  expect(parsed.problem).toMatchObject({ line: 3, endLine: 6, partly: true })
  expect(parsed.program.body.map((node) => parsed.lineOf(startOf(node)))).toEqual([1, 7, 12])
  expect(parsed.record.imports[0]?.specifier).toBe('openai')
})

test('a file that ends too early keeps its beginning', () => {
  const parsed = parseText(
    'a.ts',
    'import a from "a"\nexport const b = 1\nexport function c() {\n  if (b) {\n',
  )
  expect(parsed.problem).toMatchObject({ line: 3, partly: true })
  expect(parsed.program.body).toHaveLength(2)
})

test('what is no program is unread, with the reason', () => {
  const parsed = parseText('a.ts', '<?xml version="1.0"?><!DOCTYPE TS><TS></TS>')
  expect(parsed.problem?.reason).toMatch(/^syntax error: /)
  expect(parsed.problem?.partly).toBe(false)
  expect(parsed.program.body).toEqual([])
})

test('bytes of any encoding are read; a binary file is not', async () => {
  const text = 'const a = "é"\n'
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const utf16Big = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])
  for (const bytes of [Buffer.from(`\uFEFF${text}`), utf16, utf16Big, Buffer.from(text, 'latin1')]) {
    const parsed = await parseBytes('a.ts', bytes)
    expect(parsed.text).toBe(text)
    expect(parsed.problem).toBeUndefined()
  }
  const video = await parseBytes('a.ts', Buffer.from([0x47, 0x40, 0x00, 0x10, 0x00]))
  expect(video.problem?.reason).toBe('binary')
})

test('a file of several megabytes is not read', async () => {
  const parsed = await parseBytes('a.ts', 'const a = 1\n'.repeat(420_000))
  expect(parsed.problem?.reason).toBe('larger than 1 MB')
})
