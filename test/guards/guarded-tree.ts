import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** What the guards are made of: taken as it is, so that a guard which is weakened here fails there. */
const GUARDS = [
  '.dependency-cruiser.mjs',
  '.gitignore',
  '.oxlintrc.json',
  '.prettierignore',
  '.prettierrc.json',
  'architecture.mjs',
  'knip.json',
  'scripts',
  'test/leak-check.ts',
  'test/temporary-folder.ts',
  'test/temporary-root.ts',
  'tsconfig.json',
  'vitest.config.ts',
]

/** Files by path: what is planted in the tree for one run. */
export type Planted = Readonly<Record<string, string>>

export interface Outcome {
  readonly passed: boolean
  readonly output: string
}

/** Packages that the guards themselves import; the small tree uses no others. */
const PACKAGES = /^(jiti|prettier|typescript|vitest)$/

/** A small clean repository under the guards of this one. */
export async function growTree(folder: string): Promise<void> {
  await cp(join(repository, 'test', 'guards', 'fixtures', 'tree'), folder, { recursive: true })
  for (const path of GUARDS) await cp(join(repository, path), join(folder, path), { recursive: true })
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction')
  await plant(folder, {
    'package.json': await readPackage(),
    // Stands for the built package, which agents import by name.
    'dist/index.js': 'export const greeting = ({ name }) => name\n',
    'dist/index.d.ts': 'export declare function greeting(event: { readonly name: string }): string\n',
  })
}

/** What the audit of this repository's own agents reads, and the audit itself. */
const AUDITED = ['agents', 'examples', 'package.json', 'prompts', 'scripts', 'twelvefold.json']

/** This repository's own agents, as they are. */
export async function growAgents(folder: string): Promise<void> {
  for (const path of AUDITED) await cp(join(repository, path), join(folder, path), { recursive: true })
  for (const path of ['dist', 'node_modules'])
    await symlink(join(repository, path), join(folder, path), 'junction')
}

export async function plant(folder: string, planted: Planted): Promise<void> {
  for (const [path, text] of Object.entries(planted)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

/** `npm run generate` in the tree. */
export const generate = (folder: string): Promise<Outcome> => runScript(folder, 'generate.mjs')

/** Runs one check of `npm test` in the tree. */
export const runCheck = (folder: string, check: string): Promise<Outcome> =>
  runScript(folder, 'test.mjs', '--no-setup', '--only', check)

async function readPackage(): Promise<string> {
  const found = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as Record<string, object>
  const used = (key: string): object =>
    Object.fromEntries(Object.entries(found[key] ?? {}).filter(([name]) => PACKAGES.test(name)))
  const kept = { ...found, dependencies: used('dependencies'), devDependencies: used('devDependencies') }
  return `${JSON.stringify(kept, null, 2)}\n`
}

function runScript(folder: string, script: string, ...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const words = [join(folder, 'scripts', script), ...args]
    execFile(process.execPath, words, { cwd: folder }, (error, stdout, stderr) =>
      resolve({ passed: error === null, output: `${stdout}${stderr}` }),
    )
  })
}
