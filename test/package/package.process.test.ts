// The package as a user gets it, in its short form: packed, taken apart beside the packages that come with it, on this
// Node. `npm run -s bench -- pack` has it installed by npm, on three versions of Node and for four of TypeScript.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { compileDoors } from '../../bench/pack/compile-doors.ts'
import { doorsOf, optionalPeersOf, readManifest } from '../../bench/pack/doors.ts'
import { lintTarball } from '../../bench/pack/lint-tarball.ts'
import { makeTarball } from '../../bench/pack/make-tarball.ts'
import { untoldPeers } from '../../bench/pack/missing-peers.ts'
import { openDoor } from '../../bench/pack/open-door.ts'
import { addCopy, copiedProject, sizeOf } from '../../bench/pack/project.ts'
import { repository } from '../../bench/processes/compile.ts'

/** "A light package", in docs/decisions/0001-dependencies.md. */
const MOST_MB = 35
const MOST_PACKAGES = 50

const compiler = join(repository, 'node_modules', 'typescript', 'bin', 'tsc')
const manifest = readManifest(repository)
const doors = doorsOf(manifest)

let folder: string
let tarball: string
let project: string

beforeAll(async () => {
  folder = mkdtempSync(join(inject('temporaryRoot'), 'package-'))
  tarball = await makeTarball(folder)
  project = join(folder, 'project')
  await copiedProject(project, tarball)
})

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

test(`an installation takes at most ${MOST_MB} MB and ${MOST_PACKAGES} packages`, () => {
  const { mb, packages } = sizeOf(project)
  expect(mb).toBeLessThanOrEqual(MOST_MB)
  expect(packages).toBeLessThanOrEqual(MOST_PACKAGES)
  expect(packages).toBeGreaterThan(5)
})

test.each(doors)('%s is imported and required without a peer, and does nothing', async (door) => {
  expect(await openDoor(project, process.execPath, 'import', door)).toEqual([])
  expect(await openDoor(project, process.execPath, 'require', door)).toEqual([])
})

test('the declarations of every door compile, by the resolution of Node and of bundlers', async () => {
  addCopy(project, '@types/node')
  expect(await compileDoors(project, compiler, doors)).toEqual([])
})

test('publint and are-the-types-wrong find nothing in the tarball', async () => {
  expect(await lintTarball(tarball)).toEqual([])
})

test('where a peer is missing, the message names the command that installs it', async () => {
  const addDriver = async (): Promise<void> => addCopy(project, 'libsql')
  expect(await untoldPeers(project, process.execPath, optionalPeersOf(manifest), addDriver)).toEqual([])
})
