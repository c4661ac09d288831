import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from '../../scripts/setup/npm.mjs'
import { repository } from '../processes/compile.ts'
import { runProgram } from './run-program.ts'

/** An empty project with the package installed by npm under that Node, and nothing else. */
export async function installedProject(folder: string, tarball: string, node: string): Promise<void> {
  startProject(folder)
  await install(folder, node, tarball)
}

/** Adds a package in the version that the repository has of it. */
export async function addPackage(folder: string, node: string, name: string): Promise<void> {
  await install(folder, node, `${name}@${lockedPackages()[`node_modules/${name}`]?.version}`)
}

async function install(folder: string, node: string, what: string): Promise<void> {
  const [, [script = '', ...args]] = npm('install', what, '--prefer-offline', '--no-audit', '--no-fund')
  const { code, err } = await runProgram(folder, [node, script, ...args])
  if (code !== 0) throw new Error(`npm install ${what} ended with ${code}: ${err}`)
}

/**
 * The same without a registry: the tarball taken apart, and beside it copies of the packages that the lockfile says
 * come with it. Nothing in it reaches what only the repository has installed.
 */
export async function copiedProject(folder: string, tarball: string): Promise<void> {
  startProject(folder)
  const target = join(folder, 'node_modules', 'twelvefold')
  mkdirSync(target, { recursive: true })
  const { code, err } = await runProgram(target, ['tar', '-xzf', tarball, '--strip-components', '1'])
  if (code !== 0) throw new Error(`tar ended with ${code}: ${err}`)
  copyPackages(folder, ({ dev, devOptional, peer }) => !dev && !devOptional && !peer)
}

/** Adds a package that the repository has, and what that one needs. */
export function addCopy(folder: string, name: string): void {
  const locked = lockedPackages()
  const wanted = new Set<string>()
  const want = (path: string): void => {
    if (wanted.has(path)) return
    wanted.add(path)
    const { dependencies, optionalDependencies } = locked[path] ?? {}
    for (const other of Object.keys({ ...dependencies, ...optionalDependencies }))
      want(`node_modules/${other}`)
  }
  want(`node_modules/${name}`)
  copyPackages(folder, (_, path) => wanted.has(path))
}

function copyPackages(folder: string, isWanted: (locked: Locked, path: string) => boolean): void {
  for (const [path, locked] of Object.entries(lockedPackages())) {
    const source = join(repository, path)
    if (path === '' || !isWanted(locked, path) || !existsSync(source)) continue
    cpSync(source, join(folder, path), { recursive: true })
  }
}

function startProject(folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }\n')
}

interface Locked {
  readonly version: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly peer?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

function lockedPackages(): Readonly<Record<string, Locked>> {
  const lock = readFileSync(join(repository, 'package-lock.json'), 'utf8')
  return (JSON.parse(lock) as { packages: Readonly<Record<string, Locked>> }).packages
}

/** What an installation takes on the disk, in MB of 1024 times 1024 bytes, and of how many packages it consists. */
export function sizeOf(folder: string): { readonly mb: number; readonly packages: number } {
  const modules = join(folder, 'node_modules')
  const paths = readdirSync(modules, { recursive: true, encoding: 'utf8' })
  const bytes = paths.reduce((total, path) => total + bytesOnDisk(join(modules, path)), 0)
  return { mb: bytes / 2 ** 20, packages: paths.filter(isManifestOfPackage).length }
}

/** Whole blocks; where the system does not count in blocks, the length. */
function bytesOnDisk(path: string): number {
  const { blocks, size } = lstatSync(path)
  return blocks > 0 ? blocks * 512 : size
}

/** `NAME/package.json` or `@SCOPE/NAME/package.json`, here or in a deeper node_modules: packages hold other ones too. */
function isManifestOfPackage(path: string): boolean {
  const inside = path.replaceAll('\\', '/').split('node_modules/').at(-1) ?? ''
  return /^(@[^/]+\/)?[^@/.][^/]*\/package\.json$/.test(inside)
}
