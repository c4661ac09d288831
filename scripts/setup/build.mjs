import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contentHash } from './content-hash.mjs'
import { repository } from './repository.mjs'
import { runStep } from './run-step.mjs'

const INPUTS = ['src', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']
const dist = join(repository, 'dist')
const stamp = join(dist, '.content-hash')

/** Builds beside dist/ and then takes its place: a build that fails, or is cut off, leaves the old one whole. */
export function buildIfStale() {
  const wanted = contentHash(repository, INPUTS, (path) => !/\.(test|contract|fixture)\.tsx?$/.test(path))
  if (isFresh(wanted)) return
  const fresh = join(repository, 'node_modules', '.cache', 'twelvefold', `dist-${process.pid}`)
  const compiler = join(repository, 'node_modules', 'typescript', 'bin', 'tsc')
  try {
    runStep('building', process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', fresh])
    finish(fresh, wanted)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

const isFresh = (hash) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash

function finish(fresh, hash) {
  const main = join(fresh, 'cli', 'main.js')
  // npm makes a bin executable when it links it, which is before a rebuild replaces it.
  if (existsSync(main)) chmodSync(main, 0o755)
  writeFileSync(join(fresh, '.content-hash'), hash)
  const old = `${fresh}-old`
  try {
    if (existsSync(dist)) renameSync(dist, old)
    renameSync(fresh, dist)
  } catch (error) {
    // Two commands may build at once: then the other one has just put the same files there.
    if (!isFresh(hash)) throw error
  } finally {
    rmSync(old, { recursive: true, force: true })
  }
}
