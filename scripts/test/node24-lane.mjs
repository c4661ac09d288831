// The tests of the store once more on Node 24, so that its `node:sqlite` driver runs too. Node 24 comes from npm, as
// the package that holds the bare program for this system: nothing is compiled and no install script runs.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from '../setup/npm.mjs'
import { repository } from '../setup/repository.mjs'
import { runProcess } from './run-process.mjs'
import { runVitest } from './run-vitest.mjs'

const VERSION = '24.21.0'
const STORE_TESTS = ['src/runtime/store/']
const folder = join(repository, 'node_modules', '.cache', 'twelvefold', `node-${VERSION}`)

export async function node24Lane() {
  if (hasNodeSqlite()) {
    const note = `the other lane ran on Node ${process.versions.node}, which has node:sqlite`
    return { passed: 0, failed: 0, skipped: 1, output: '', note }
  }
  const install = findNode() ? undefined : await installNode()
  const node = findNode()
  if (!node)
    return { passed: 0, failed: 1, skipped: 0, output: `Node ${VERSION} is missing\n${install?.output}` }
  return runVitest(node, STORE_TESTS)
}

/** From 22.13 on without a flag. */
function hasNodeSqlite() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 13)
}

function packageName() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
  return `${prefix}-${platform}-${process.arch}`
}

function findNode() {
  const home = join(folder, 'node_modules', packageName())
  if (!existsSync(join(home, 'package.json'))) return undefined
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const node = join(home, bin.node)
  return existsSync(node) ? node : undefined
}

async function installNode() {
  mkdirSync(folder, { recursive: true })
  const options = ['--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit', '--no-fund']
  const [command, args] = npm('install', '--prefix', folder, ...options, `${packageName()}@${VERSION}`)
  return runProcess(command, args)
}
