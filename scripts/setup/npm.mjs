import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * npm as [command, arguments] that starts without a shell on every system: through npm's own script where it is known.
 * On Windows `npm` is a .cmd file, which Node does not start without a shell.
 */
export function npm(...args) {
  const script = [
    process.env.npm_execpath,
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((path) => path?.endsWith('npm-cli.js') && existsSync(path))
  return script ? [process.execPath, [script, ...args]] : ['npm', args]
}
