// Node of another version, from npm, as the package that holds the bare program for this system: nothing is compiled
// and no install script runs. It stays in node_modules/.cache.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from '../setup/npm.mjs'
import { repository } from '../setup/repository.mjs'
import { runProcess } from './run-process.mjs'

/** `{ node, output }`: the path of the program, undefined where it cannot be had; then `output` says why. */
export async function nodeBinary(version) {
  const folder = join(repository, 'node_modules', '.cache', 'twelvefold', `node-${version}`)
  const there = find(folder)
  if (there) return { node: there, output: '' }
  const { output } = await install(folder, version)
  return { node: find(folder), output: `Node ${version} is missing\n${output}` }
}

function packageName() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
  return `${prefix}-${platform}-${process.arch}`
}

function find(folder) {
  const home = join(folder, 'node_modules', packageName())
  if (!existsSync(join(home, 'package.json'))) return undefined
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const node = join(home, bin.node)
  return existsSync(node) ? node : undefined
}

async function install(folder, version) {
  mkdirSync(folder, { recursive: true })
  const options = ['--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit', '--no-fund']
  const [command, args] = npm('install', '--prefix', folder, ...options, `${packageName()}@${version}`)
  return runProcess(command, args)
}
