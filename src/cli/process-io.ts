import { userInfo } from 'node:os'
import type { Io } from './io.ts'

const DEFAULT_COLUMNS = 100
/** What shells report for a program that ctrl-C ended. */
export const INTERRUPTED = 130

/** The process as commands see it. The second ctrl-C does not wait for the step under way. */
export function processIo(): Io {
  const stop = new AbortController()
  const onSignal = (): void => (stop.signal.aborted ? process.exit(INTERRUPTED) : stop.abort())
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  // `twelvefold threads list | head` closes the pipe early, which is nobody's error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3))
  const { env, stdout } = process
  return {
    cwd: process.cwd(),
    env,
    user: userName(env),
    out: (text) => void stdout.write(text),
    err: (text) => void process.stderr.write(text),
    // A terminal that does not know its width says 0.
    columns: stdout.columns || DEFAULT_COLUMNS,
    colour: Boolean(stdout.isTTY) && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    isTerminal: Boolean(stdout.isTTY) && env['TERM'] !== 'dumb',
    signal: stop.signal,
  }
}

/** A container may run as a user that has no name. */
function userName(env: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username
  } catch {
    return env['USER'] || 'unknown'
  }
}
