import { spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { repository } from '../setup/repository.mjs'

const TIME_LIMIT_MS = 15 * 60_000

/**
 * Runs a program to its end: `{ ok, stdout, output }`, never a rejection; `output` is stdout and stderr as they came.
 * Colours stay where this process shows them.
 */
export function runProcess(command, args, { timeLimit = TIME_LIMIT_MS } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: repository,
      env: { ...process.env, ...colours() },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeLimit,
      killSignal: 'SIGKILL',
    })
    let output = ''
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
      stdout += chunk
    })
    child.stderr.setEncoding('utf8').on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ ok: false, stdout, output: `${output}${error.message}\n` }))
    child.on('close', (code, signal) =>
      resolve({ ok: code === 0, stdout, output: plain(signal ? `${output}ended by ${signal}\n` : output) }),
    )
  })
}

const colours = () =>
  process.stdout.isTTY ? { FORCE_COLOR: '1', NO_COLOR: undefined } : { FORCE_COLOR: undefined, NO_COLOR: '1' }

/** Some tools show colours wherever CI is set, whatever NO_COLOR says. */
const plain = (text) => (process.stdout.isTTY ? text : stripVTControlCharacters(text))
