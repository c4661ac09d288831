// Brings a clone to where everything runs: packages installed, dist/ built. Quick when there is nothing to do, because
// both are compared by content. Plain Node without packages: it runs before any is there.
import { pathToFileURL } from 'node:url'
import { buildIfStale } from './setup/build.mjs'
import { installIfStale } from './setup/install.mjs'

/** What it does is told on stderr: stdout belongs to the command that asked for it. */
export function setup() {
  installIfStale()
  buildIfStale()
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) setup()
