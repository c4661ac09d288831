import { spawn } from 'node:child_process'

const TIME_LIMIT_MS = 5 * 60_000

export interface Ended {
  /** null where it was ended: for taking too long. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface Options {
  readonly timeLimit?: number
  /** Beside those of this process. */
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a program to its end in a folder. */
export function runProgram(
  folder: string,
  [command, ...args]: readonly [string, ...string[]],
  { timeLimit = TIME_LIMIT_MS, env = {} }: Options = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeLimit,
      killSignal: 'SIGKILL',
    })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}
