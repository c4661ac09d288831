import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadDriver } from '../../src/runtime/store/sqlite/driver.ts'
import { withProject } from './project.ts'

test('a thread is listed, shown, forked, exported, and imported elsewhere', () =>
  withProject(async ({ twelvefold, deploy, folder, workspace }) => {
    const empty = await twelvefold('threads', 'list')
    expect(empty).toMatchObject({ code: 0, out: 'no threads\n' })
    expect(existsSync(join(folder, '.twelvefold'))).toBe(false)

    const threadId = await deploy('what is deployed?')
    expect(readFileSync(join(folder, '.twelvefold', '.gitignore'), 'utf8')).toBe('*\n')
    const list = await twelvefold(
      'threads',
      'list',
      '--label',
      `workspace=${workspace}`,
      '--status',
      'finished',
    )
    expect(list.out).toMatch(
      /^thread +agent +status +events +updated +labels\n\w{4} +deploybot +finished +\d+ /,
    )
    const none = await twelvefold('threads', 'list', '--agent', 'nobody', '--json')
    expect(JSON.parse(none.out)).toEqual({ threads: [] })

    const shown = await twelvefold('threads', 'show', threadId.slice(0, 5))
    expect(shown.out).toContain('"staging: v1.4.0, production: v1.3.2"')
    const page = await twelvefold('threads', 'show', threadId, '--markdown')
    expect(page.out).toContain(`# deploybot · thread ${threadId}`)

    const fork = await twelvefold('threads', 'fork', threadId, '--at', '3', '--json')
    const copy = JSON.parse(fork.out) as { threadId: string; status: string }
    expect(copy.status).toBe('running')
    const resumed = await twelvefold('resume', copy.threadId)
    expect(resumed).toMatchObject({ code: 0 })

    await twelvefold('threads', 'export', threadId, '--out', 'thread.jsonl')
    const twice = await twelvefold('threads', 'import', 'thread.jsonl')
    expect(twice).toMatchObject({ code: 2 })
    expect(twice.err).toContain('(thread_exists)')
    const moved = await twelvefold('threads', 'import', 'thread.jsonl', '--store', 'other/store.db', '--json')
    expect(JSON.parse(moved.out)).toMatchObject({ threadId, status: 'finished' })
    const again = await twelvefold('threads', 'export', threadId, '--store', 'other/store.db')
    expect(again.out).toBe(readFileSync(join(folder, 'thread.jsonl'), 'utf8'))
  }))

test('verify names the first event that was changed in the store, and import refuses a changed file', () =>
  withProject(async ({ twelvefold, deploy, folder, write }) => {
    const threadId = await deploy('what is deployed?')
    const whole = await twelvefold('threads', 'verify')
    expect(whole).toMatchObject({ code: 0 })
    expect(whole.out).toMatch(/^1 thread of 1 whole, \d+ events\n$/)

    const exported = await twelvefold('threads', 'export', threadId)
    write('changed.jsonl', exported.out.replace('v1.4.0', 'v1.4.1'))
    const refused = await twelvefold('threads', 'import', 'changed.jsonl', '--store', 'other.db')
    expect(refused).toMatchObject({ code: 2 })
    expect(refused.err).toContain('(chain_broken)')

    const { open } = await loadDriver()
    const database = open(join(folder, '.twelvefold', 'store.db'))
    database.exec(`UPDATE events SET data = replace(data, 'v1.4.0', 'v1.4.1') WHERE seq = 3`)
    database.close()
    const broken = await twelvefold('threads', 'verify', threadId)
    expect(broken.code).toBe(1)
    expect(broken.out).toContain(`thread ${threadId}: event 3 does not fit the hash chain`)
    const json = await twelvefold('threads', 'verify', '--json')
    expect(JSON.parse(json.out)).toMatchObject({ whole: false, threads: [{ threadId, firstBroken: 3 }] })
  }))
