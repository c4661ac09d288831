import { expect, test } from 'vitest'
import { withProject } from './project.ts'

test('every command on a thread prints its id, status and requests as JSON, with whole ids', () =>
  withProject(async ({ twelvefold, workspace }) => {
    const label = `workspace=${workspace}`
    const run = await twelvefold(
      'run',
      'deploybot',
      'deploy v1.4.0 to production',
      '--label',
      label,
      '--json',
    )
    const state = JSON.parse(run.out) as { threadId: string; requests: { id: string }[] }
    const { threadId } = state
    expect(state).toEqual({
      threadId: expect.stringMatching(/^[0-9a-z]{12}$/) as string,
      status: 'waiting_for_human',
      requests: [
        {
          id: `${threadId}.2`,
          kind: 'approval',
          question: 'production deploys need an approval',
          to: ['deploys'],
          call: { tool: 'deploy_backend', input: { tag: 'v1.4.0', environment: 'production' } },
          deadline: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        },
      ],
    })
    const shown = await twelvefold('--json', 'threads', 'show', threadId)
    expect(JSON.parse(shown.out)).toEqual(state)
    expect(shown.code).toBe(0)
    const approved = await twelvefold('approve', state.requests[0]!.id, '--json')
    expect(JSON.parse(approved.out)).toEqual({ threadId, status: 'finished', requests: [] })
    expect(approved.code).toBe(0)
    const again = await twelvefold('approve', state.requests[0]!.id, '--json')
    expect(JSON.parse(again.out)).toEqual({ threadId, status: 'finished', requests: [] })
  }))

test('an error says what, where and the next command, with its code and without a stack', () =>
  withProject(async ({ twelvefold, write }) => {
    const unknown = await twelvefold('threads', 'show', 'abcd')
    expect(unknown).toMatchObject({ code: 2, out: '' })
    expect(unknown.err).toMatch(
      /^twelvefold: there is no store .*\(thread_not_found\)\n {2}npx twelvefold run .*\n$/,
    )
    const json = await twelvefold('threads', 'show', 'abcd', '--json')
    expect(json.err).toBe('')
    expect(JSON.parse(json.out)).toEqual({
      error: {
        code: 'thread_not_found',
        message: expect.any(String) as string,
        hint: expect.any(String) as string,
      },
    })
    const debug = await twelvefold('threads', 'show', 'abcd', '--debug')
    expect(debug.err).toContain('    at ')
    write('broken.db', 'no SQLite file, though long enough to look like one to a careless reader of files')
    const broken = await twelvefold('threads', 'list', '--store', 'broken.db')
    expect(broken.code).toBe(3)
    expect(broken.err).toContain('(store_unusable)')
  }))

test('the version is that of the package, and help has examples', () =>
  withProject(async ({ twelvefold }) => {
    expect(await twelvefold('--version')).toMatchObject({ code: 0, out: '0.1.0\n' })
    const help = await twelvefold('threads', 'export', '--help')
    expect(help.code).toBe(0)
    expect(help.out).toContain('npx twelvefold threads export 7f3k --out deploy.jsonl')
  }))
