import { spawn } from 'node:child_process'
import { repository } from '../setup/repository.mjs'

const TIME_LIMIT_MS = 15 * 60_000

/** Runs a program to its end: `{ ok, output }`, never a rejection. Colours stay where this process shows them. */
export function runProcess(command, args) {
  return new Promise((resolve) => {
    const env = { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) }
    const child = spawn(command, args, {
      cwd: repository,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIME_LIMIT_MS,
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }))
    child.on('close', (code, signal) =>
      resolve({ ok: code === 0, output: signal ? `${output}ended by ${signal}\n` : output }),
    )
  })
}
