import type { Io } from '../../src/cli/io.ts'

/** A terminal in memory, for a command line that runs in this process. */
export function terminal(cwd: string, env: Io['env'] = {}): { io: Io; out: () => string; err: () => string } {
  let [out, err] = ['', '']
  const io: Io = {
    cwd,
    env,
    user: 'ada',
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    columns: 100,
    colour: false,
    isTerminal: false,
    signal: new AbortController().signal,
  }
  return { io, out: () => out, err: () => err }
}
