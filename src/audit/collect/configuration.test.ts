import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../../../test/temporary-folder.ts'
import { shapes, type Shapes } from './configuration-keys.ts'
import { readConfiguration } from './configuration.ts'

/** A folder with these files in it, and `repository` in that folder as the audited one. */
function withFiles(files: Readonly<Record<string, string>>, use: (root: string) => void): Promise<void> {
  return withTemporaryFolder((folder) => {
    const root = join(folder, 'repository')
    mkdirSync(join(root, 'shared'), { recursive: true })
    for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text)
    use(root)
  })
}

const full = `{
  // why these
  "$schema": "./node_modules/twelvefold/twelvefold.schema.json",
  "profile": "strict",
  "include": ["src/**"],
  "exclude": ["src/old/**",],
  "agents": ["deploybot"],
  "gate": { "requirements": ["F07-R2"], "levels": ["MUST"], "raw": 40 }, /* a figure */
  "policy": { "lowStakes": ["draft_reply"] },
}`

test('a configuration is JSON with comments; without one there is none', async () => {
  await withFiles({ 'twelvefold.json': full }, (root) => {
    expect(readConfiguration(root)).toEqual({
      profile: 'strict',
      include: ['src/**'],
      exclude: ['src/old/**'],
      agents: ['deploybot'],
      gate: { requirements: ['F07-R2'], levels: ['MUST'], raw: 40 },
      policy: { lowStakes: ['draft_reply'] },
    })
    expect(readConfiguration(join(root, 'shared'))).toEqual({})
    expect(readConfiguration(join(root, 'shared'), join(root, 'twelvefold.json')).profile).toBe('strict')
  })
})

test('it extends JSON files of the folder; its own keys win', () =>
  withFiles(
    {
      'twelvefold.json': '{ "extends": ["shared/a.json", "./shared/b.jsonc"], "agents": 2 }',
      'shared/a.json': '{ "profile": "essay", "agents": 1, "exclude": ["a"] }',
      'shared/b.jsonc': '{ "extends": "base.json", "exclude": ["b"] }',
      'shared/base.json': '{ "include": ["src"], "exclude": ["base"] }',
    },
    (root) =>
      expect(readConfiguration(root)).toEqual({
        profile: 'essay',
        agents: 2,
        include: ['src'],
        exclude: ['b'],
      }),
  ))

const wrong: readonly (readonly [string, string, RegExp, RegExp])[] = [
  [
    'an unknown key',
    '{\n  "profil": "strict" }',
    /^twelvefold\.json:2: there is no key "profil"$/,
    /profile, include/,
  ],
  [
    'an unknown key of the gate',
    '{ "gate": { "must": true } }',
    /:1: there is no key "gate\.must"/,
    /requirements, levels/,
  ],
  [
    'an unknown profile',
    '{ "profile": "lax" }',
    /"profile" is not what it has to be/,
    /essay, recommended, strict/,
  ],
  [
    'no such kind of id',
    '{ "gate": { "requirements": ["F13-R1"] } }',
    /"gate\.requirements"/,
    /ids such as F07-R2/,
  ],
  ['a negative number', '{ "agents": -1 }', /"agents" is not/, /a number, or a list of names/],
  ['code', 'export default {}', /^twelvefold\.json is no JSON object$/, /code is not/],
  ['a list', '[]', /^twelvefold\.json is no JSON object$/, /comments/],
  ['a module to extend', '{ "extends": "./shared/base.js" }', /which is no JSON file/, /data/],
  ['a package to extend', '{ "extends": "some-preset" }', /which is no JSON file/, /data/],
  ['a file outside', '{ "extends": "../outside.json" }', /which lies outside the audited folder/, /copy/],
  ['a link to the outside', '{ "extends": "shared/link.json" }', /which cannot be read/, /relative/],
  ['a missing file', '{ "extends": "./missing.json" }', /which cannot be read/, /relative/],
  [
    'a ring',
    '{ "extends": "./twelvefold.json" }',
    /extends itself by way of \.\/twelvefold\.json/,
    /take one/,
  ],
  [
    'a baseline outside',
    '{ "gate": { "noNewFailures": "../outside.json" } }',
    /not in the audited folder/,
    /--json --out/,
  ],
  [
    'a key of all objects',
    '{ "__proto__": { "profile": "essay" } }',
    /there is no key "__proto__"/,
    /one of/,
  ],
]

test.each(wrong)('%s is refused: what, where, what to do', (_, text, message, hint) =>
  withFiles({ 'twelvefold.json': text }, (root) => {
    writeFileSync(join(root, '..', 'outside.json'), '{ "profile": "essay" }')
    symlinkSync(join(root, '..', 'outside.json'), join(root, 'shared', 'link.json'))
    expect(() => readConfiguration(root)).toThrow(
      expect.objectContaining({
        code: 'configuration_invalid',
        message: expect.stringMatching(message) as string,
        hint: expect.stringMatching(hint) as string,
      }),
    )
  }),
)

test('a configuration that was asked for must be there, and one that is a link must stay inside', () =>
  withFiles({}, (root) => {
    expect(() => readConfiguration(root, join(root, 'other.json'))).toThrow(/there is no configuration at/)
    writeFileSync(join(root, '..', 'outside.json'), '{ "profile": "essay" }')
    symlinkSync(join(root, '..', 'outside.json'), join(root, 'twelvefold.json'))
    expect(() => readConfiguration(root)).toThrow(/link out of the audited folder/)
  }))

test('the schema that editors use has the same keys', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../../twelvefold.schema.json', import.meta.url), 'utf8'),
  ) as SchemaNode
  expect(keysOf(schema)).toEqual(shapeKeys(shapes))
})

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>
}

function keysOf({ properties = {} }: SchemaNode, path = ''): readonly string[] {
  return Object.entries(properties).flatMap(([key, node]) => [
    `${path}${key}`,
    ...keysOf(node, `${path}${key}.`),
  ])
}

function shapeKeys(known: Shapes, path = ''): readonly string[] {
  return Object.entries(known).flatMap(([key, { keys }]) => [
    `${path}${key}`,
    ...(keys ? shapeKeys(keys, `${path}${key}.`) : []),
  ])
}
