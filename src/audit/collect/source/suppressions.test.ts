import { expect, test } from 'vitest'
import { parseBaml } from '../baml/parse-baml.ts'
import { parseText } from './parse.ts'
import { suppressionsIn, suppressionsOf } from './suppressions.ts'

const said = (text: string): unknown[] =>
  suppressionsOf('a.tsx', parseText('a.tsx', text)).map(
    ({ requirement, kind, reason, owner, until, line }) => [requirement, kind, reason, owner, until, line],
  )

test('a suppression names the requirement, the kind, the reason, and who answers for how long', () => {
  expect(
    said('// twelvefold-ignore F07-R2 -- low stakes: staging only (owner: ops, until: 2026-12-31)'),
  ).toEqual([['F07-R2', 'low stakes', 'staging only', 'ops', '2026-12-31', 1]])
  expect(said('const a = 1\n// twelvefold-ignore f07-r2 — Planned: next week (owner: x)')).toEqual([
    ['F07-R2', 'planned', 'next week', 'x', undefined, 2],
  ])
  expect(said('/* twelvefold-ignore F07-R2, F08-R2 -- false alarm: see (the) wiki */')).toEqual([
    ['F07-R2', 'false alarm', 'see (the) wiki', undefined, undefined, 1],
    ['F08-R2', 'false alarm', 'see (the) wiki', undefined, undefined, 1],
  ])
})

test('what is missing stays empty, so that it can be reported', () => {
  expect(said('// twelvefold-ignore')).toEqual([['', '', '', undefined, undefined, 1]])
  expect(said('// twelvefold-ignore F07-R2')).toEqual([['F07-R2', '', '', undefined, undefined, 1]])
  expect(said('// twelvefold-ignore F07-R2 -- because I can')).toEqual([
    ['F07-R2', 'because i can', '', undefined, undefined, 1],
  ])
})

test('JSX and block comments count', () => {
  const jsx = 'const x = (\n  <a>\n    {/* twelvefold-ignore F02-R2 -- planned: soon */}\n  </a>\n)'
  expect(said(jsx)).toEqual([['F02-R2', 'planned', 'soon', undefined, undefined, 3]])
  expect(said('/**\n * twelvefold-ignore F02-R2 -- planned: soon\n */')).toHaveLength(1)
})

test('what only looks like one is none', () => {
  expect(said('const a = "// twelvefold-ignore F07-R2 -- low stakes: no"')).toEqual([])
  expect(said('const a = `\n// twelvefold-ignore F07-R2 -- low stakes: no\n`')).toEqual([])
  expect(said('const a = /twelvefold-ignore F07-R2/')).toEqual([])
  expect(said('// see the docs of twelvefold-ignore F07-R2')).toEqual([])
  expect(said('// twelvefold-ignored F07-R2')).toEqual([])
})

test('comments of BAML count, its texts do not', () => {
  const { comments } = parseBaml(
    '// twelvefold-ignore F02-R4 -- planned: evals\nfunction F() -> string {\n  prompt #"\n// twelvefold-ignore F01-R1\n"#\n}',
    'a.baml',
  )
  expect(suppressionsIn('a.baml', comments)).toEqual([
    {
      requirement: 'F02-R4',
      kind: 'planned',
      reason: 'evals',
      owner: undefined,
      until: undefined,
      file: 'a.baml',
      line: 1,
      endLine: 1,
    },
  ])
})
