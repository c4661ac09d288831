import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from '../../scripts/setup/npm.mjs'
import { repository } from '../processes/compile.ts'
import { runProgram } from './run-program.ts'

/** The oldest TypeScript that must understand our declarations, the last of each major since, and the newest. */
const VERSIONS = ['5.6.3', '5.9.3', '6.0.3', '7.0.2']

export interface Compiler {
  readonly version: string
  /** A script for Node. */
  readonly path: string
}

/** Installed once, by npm, into node_modules/.cache. */
export async function compilers(): Promise<readonly Compiler[]> {
  const folder = join(repository, 'node_modules', '.cache', 'twelvefold', 'compilers')
  const list = VERSIONS.map((version) => ({
    version,
    path: join(folder, 'node_modules', `typescript-${version}`, 'bin', 'tsc'),
  }))
  if (list.every(({ path }) => existsSync(path))) return list
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const wanted = VERSIONS.map((version) => `typescript-${version}@npm:typescript@${version}`)
  const [command, args] = npm('install', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted)
  const { code, err } = await runProgram(folder, [command, ...args])
  if (code !== 0) throw new Error(`npm install of compilers ended with ${code}: ${err}`)
  return list
}
