// `npm start`: sets up, tells what the audit says of the project's own agents, then launches deploybot on a small
// repository of its own. With a terminal it follows the thread until it ends; without one it leaves the thread waiting
// on disk.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { repository } from './setup/repository.mjs'
import { setup } from './setup.mjs'

const TASK = 'deploy the newest tag to production, then tell me what changed'
/** The thread waits for a person: that is where this run is meant to get to. */
const WAITS = 4

setup()
const workspace = mkdtempSync(join(tmpdir(), 'deploybot-'))
// It says nothing unless it fails, and is done when the audit is.
const making = spawn(process.execPath, [join(repository, 'scripts', 'make-workspace.mjs'), workspace], {
  stdio: 'inherit',
})
const made = once(making, 'exit')
await tellAudit()
const [status] = await made
if (status === 0) launch()
else {
  console.error('the repository that deploybot works on could not be made: is git installed?')
  process.exitCode = 1
}

function launch() {
  const isFollowed = process.stdin.isTTY && !process.env.CI
  const main = join(repository, 'dist', 'cli', 'main.js')
  const args = [main, 'run', 'deploybot', TASK, '--label', `workspace=${workspace}`]
  const child = spawn(process.execPath, [...args, ...(isFollowed ? ['--follow'] : [])], {
    cwd: repository,
    stdio: 'inherit',
  })
  // The child hears ctrl-C too, and ends by itself.
  process.on('SIGINT', () => {})
  child.on('exit', (code) => (process.exitCode = code === WAITS ? 0 : (code ?? 1)))
}

async function tellAudit() {
  const door = pathToFileURL(join(repository, 'dist', 'audit', 'index.js'))
  const { audit, headline } = await import(door.href)
  const today = new Date().toISOString().slice(0, 10)
  console.log(`twelvefold audit: ${headline(audit(repository, { today, include: ['/agents/'] }))}`)
}
