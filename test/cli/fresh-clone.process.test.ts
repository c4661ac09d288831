import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { withTemporaryFolder } from '../temporary-folder.ts'
import { repository, steady } from './project.ts'

const run = promisify(execFile)

/** The packages as `npm ci` would put them there, without a registry: links, but for the list that tells what is installed. */
function linkPackages(clone: string): void {
  const installed = join(repository, 'node_modules')
  const target = join(clone, 'node_modules')
  mkdirSync(target)
  for (const name of readdirSync(installed)) {
    if (name === '.package-lock.json') copyFileSync(join(installed, name), join(target, name))
    else if (!name.startsWith('.cache')) symlinkSync(join(installed, name), join(target, name))
  }
}

test('a fresh clone, by the README alone: npm start, and the command that it prints', () =>
  withTemporaryFolder(async (folder) => {
    const clone = join(folder, 'clone')
    await run('git', ['clone', '--quiet', '--shared', repository, clone])
    linkPackages(clone)
    // Its workspace goes into the test's own folder; nothing of this process's environment says "test".
    const env = { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, USER: 'ada' }
    const start = await run('npm', ['start'], { cwd: clone, env })
    expect(steady(start.stdout)).toContain('waits for a person: production deploys need an approval')
    const command = /^ {2}npx (twelvefold approve \S+)$/m.exec(start.stdout)![1]!
    const approved = await run('npx', command.split(' '), { cwd: clone, env })
    expect(approved.stdout).toContain('v1.4.0 is live in production')
    expect(approved.stdout).toContain('finished: 4 steps · 0 errors')
    const again = await run('npx', command.split(' '), { cwd: clone, env })
    expect(again.stdout).toContain('deploy_backend ran once, and succeeded')
  }))
