// Each check of the package, seen to fail on a package that is made for it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileDoors } from '../../bench/pack/compile-doors.ts'
import { lintTarball } from '../../bench/pack/lint-tarball.ts'
import { makeTarball } from '../../bench/pack/make-tarball.ts'
import { untoldPeers } from '../../bench/pack/missing-peers.ts'
import { openDoor } from '../../bench/pack/open-door.ts'
import { repository } from '../../bench/processes/compile.ts'
import { withTemporaryFolder } from '../temporary-folder.ts'

/** A package named twelvefold, whose only door is this text. */
function withDoor<T>(text: string, use: (project: string) => Promise<T>, declaration = ''): Promise<T> {
  return withTemporaryFolder((project) => {
    const home = join(project, 'node_modules', 'twelvefold')
    mkdirSync(home, { recursive: true })
    const exports = { '.': { types: './index.d.ts', default: './index.js' } }
    const manifest = { name: 'twelvefold', version: '1.0.0', type: 'module', exports }
    writeFileSync(join(home, 'package.json'), JSON.stringify(manifest))
    writeFileSync(join(home, 'index.js'), text)
    writeFileSync(join(home, 'index.d.ts'), declaration)
    return use(project)
  })
}

const open = (way: 'import' | 'require', text: string): Promise<readonly string[]> =>
  withDoor(text, (project) => openDoor(project, process.execPath, way, 'twelvefold'))

test('a door that only gives names is right, both ways', async () => {
  expect(await open('import', 'export const name = 1')).toEqual([])
  expect(await open('require', 'export const name = 1')).toEqual([])
})

test.each([
  ['', 'import gives no names'],
  [
    "import 'ai'\nexport const name = 1",
    "import cannot be opened: ERR_MODULE_NOT_FOUND: Cannot find package 'ai'",
  ],
  ['export const name = 1\nconsole.log(name)', 'import prints "1"'],
  ['export const name = 1\nglobalThis.name = name', "import adds name to what is everybody's"],
  ['export const name = 1\nDate.now = () => name', 'import changes now'],
  ['export const name = 1\nArray.prototype.flat = () => name', 'import changes flat'],
  ["export const name = 1\nprocess.on('exit', () => {})", 'import listens to the process'],
  ["export const name = 1\nprocess.env.DOOR = 'open'", 'import changes the environment'],
  ['export const name = 1\nsetTimeout(() => {}, 1000)', 'import holds Timeout open'],
  ['export const name = 1\nprocess.exit(3)', 'import ends with 3'],
])('importing must do nothing: %j', async (text, problem) => {
  expect((await open('import', text)).join('\n')).toContain(problem)
})

test('a top-level await closes the door for require', async () => {
  expect((await open('require', 'export const name = await 1')).join()).toContain('ERR_REQUIRE_ASYNC_MODULE')
})

test('declarations that do not compile, or are not there, are told', () =>
  withDoor(
    'export const name = 1',
    async (project) => {
      const compiler = join(repository, 'node_modules', 'typescript', 'bin', 'tsc')
      const told = await compileDoors(project, compiler, ['twelvefold', 'twelvefold/none'])
      expect(told.join('\n')).toContain("Cannot find module 'missing-peer'")
      expect(told.join('\n')).toContain("Cannot find module 'twelvefold/none'")
    },
    "import type { Peer } from 'missing-peer'\nexport declare const name: Peer\n",
  ))

test.each([
  ['are not there', undefined, 'index.d.ts but the file does not exist'],
  ['import what only a bundler finds', "export { other } from './other'\n", 'InternalResolutionError'],
])('a tarball whose declarations %s is told by the linters', (_, declaration, problem) =>
  withDoor(
    'export const name = 1',
    async (project) => {
      const home = join(project, 'node_modules', 'twelvefold')
      if (declaration === undefined) rmSync(join(home, 'index.d.ts'))
      const told = (await lintTarball(await makeTarball(project, home))).join('\n')
      expect(told).toContain('attw: ')
      expect(told).toContain(problem)
    },
    declaration,
  ),
)

test('a peer whose absence nobody words, or that nobody looked at, is told', () =>
  withDoor('export const name = 1', async (project) => {
    const told = await untoldPeers(project, process.execPath, ['libsql', 'unheard-of'], async () => undefined)
    expect(told).toEqual([expect.stringContaining('libsql: '), expect.stringContaining('unheard-of: ')])
  }))
