import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { repository } from './repository.mjs'
import { runStep } from './run-step.mjs'

/**
 * `npm ci` unless node_modules holds what the lockfile says. npm writes what it installed into a lockfile of its own,
 * last of all: comparing the two needs no stamp, sees an interrupted install, and is right after a plain `npm install`.
 */
export function installIfStale() {
  if (!isInstalled()) runStep('installing packages', ...npm('ci', '--no-audit', '--no-fund'))
}

function isInstalled() {
  const installed = join(repository, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  const wanted = readPackages(join(repository, 'package-lock.json'))
  const found = readPackages(installed)
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) =>
      path === '' || found[path]?.version === version || (!found[path] && (optional || peer)),
  )
}

const readPackages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages
