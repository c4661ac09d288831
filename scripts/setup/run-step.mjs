import { spawnSync } from 'node:child_process'
import { repository } from './repository.mjs'

/** Runs one step of the set-up with its output on stderr, and ends this process with its exit code if it fails. */
export function runStep(title, command, args) {
  const start = performance.now()
  process.stderr.write(`set-up: ${title} …\n`)
  const { status, error } = spawnSync(command, args, { cwd: repository, stdio: ['ignore', 2, 2] })
  if (status !== 0) {
    process.stderr.write(`set-up: ${title} failed${error ? `: ${error.message}` : ''}\n`)
    process.exit(status ?? 1)
  }
  process.stderr.write(`set-up: ${title} took ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
}
