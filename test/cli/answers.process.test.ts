import { readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { steady, withProject } from './project.ts'

test('a rejection reaches the agent as an outcome, and nothing is deployed', () =>
  withProject(async ({ twelvefold, deploy, workspace }) => {
    const threadId = await deploy()
    const { out, code } = await twelvefold('reject', `${threadId}.3`, '--reason', 'not on a Friday')
    expect(steady(out)).toBe(`\
rejected by PERSON at the terminal (unverified): "not on a Friday" · deploy_backend {"tag":"v1.4.0","environment":"production"}
  3  deploy_backend                                             refused  N ms
     denied: not on a Friday
  4  done_for_now                                               done
     "I stopped: deploy_backend did not do it (not on a Friday)."
thread ABCD finished: 4 steps · 0 errors · N tokens in, N out (scripted, no cost)
`)
    expect(code).toBe(0)
    expect(readlinkSync(join(workspace, 'targets/production/current'))).toBe('releases/v1.3.2')
    const late = await twelvefold('approve', `${threadId}.3`)
    expect(steady(late.out)).toContain('already rejected by PERSON')
    expect(late.out).toContain('deploy_backend did not run: not on a Friday')
  }))

test('an edit runs the call with the input that the person gave', () =>
  withProject(async ({ twelvefold, deploy, workspace }) => {
    const threadId = await deploy()
    const input = JSON.stringify({ tag: 'v1.3.1', environment: 'production' })
    const wrong = await twelvefold('approve', `${threadId}.3`, '--edit', '{"tag":"--upload-pack=x"}')
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('deploy_backend does not take this input: tag: write a tag')
    const { out, code } = await twelvefold('approve', `${threadId}.3`, '--edit', input)
    expect(code).toBe(0)
    expect(out).toContain(`edited and approved by`)
    expect(out).toContain('v1.3.1 is live in production')
    expect(readlinkSync(join(workspace, 'targets/production/current'))).toBe('releases/v1.3.1')
  }))

test('a reply answers the question of the agent', () =>
  withProject(async ({ twelvefold, workspace }) => {
    const label = `workspace=${workspace}`
    const run = await twelvefold('run', 'deploybot', 'deploy v1.3.2', '--label', label)
    expect(run.code).toBe(4)
    expect(run.out).toContain('asks a person: To which environment shall I deploy?')
    const request = /reply (\S+)/.exec(run.out)![1]!
    const wrong = await twelvefold('approve', request)
    expect(wrong).toMatchObject({ code: 2, out: '' })
    expect(wrong.err).toContain('answer it in words')
    const { out, code } = await twelvefold('reply', request, 'staging, please')
    expect(code).toBe(0)
    expect(out).toContain('v1.3.2 is live in staging')
  }))

test('a thread is paused, resumed and cancelled; an answer after cancel is kept and not acted on', () =>
  withProject(async ({ twelvefold, deploy, workspace }) => {
    const threadId = await deploy()
    const paused = await twelvefold('pause', threadId, '--reason', 'maintenance', '--json')
    expect(JSON.parse(paused.out)).toMatchObject({ threadId, status: 'paused' })
    const resumed = await twelvefold('resume', threadId)
    expect(resumed.code).toBe(4)
    expect(resumed.out).toContain('resumed by')
    const cancelled = await twelvefold('cancel', threadId, '--reason', 'wrong service', '--json')
    expect(JSON.parse(cancelled.out)).toEqual({ threadId, status: 'cancelled', requests: [] })
    expect(cancelled.code).toBe(0)
    const late = await twelvefold('approve', `${threadId}.3`)
    expect(late.out).toContain('the thread is cancelled already: kept, and not acted on')
    expect(late.code).toBe(1)
    expect(readlinkSync(join(workspace, 'targets/production/current'))).toBe('releases/v1.3.2')
    const conflict = await twelvefold('pause', threadId)
    expect(conflict.code).toBe(2)
    expect(conflict.err).toContain('(status_conflict)')
  }))

const agent = (input: string): string => `
import { approvals, defineAgent, defineTool, doneForNow, standardLoop, succeeded, scriptedModel } from 'twelvefold'
import { z } from 'zod'
const send = defineTool({
  name: 'send', description: 'Send.', input: z.object({ ${input} }), output: z.object({ sent: z.boolean() }),
  effect: 'once', run: async () => succeeded({ sent: true }),
})
export const mailer = defineAgent({
  name: 'mailer', prompt: 'mailer', tools: [send, doneForNow],
  model: scriptedModel(({ messages }) => ({
    calls: [messages.some((message) => message.role === 'tool')
      ? { tool: 'done_for_now', input: { message: 'over' } }
      : { tool: 'send', input: { to: 'ada' } }],
  })),
  decide: (thread) => approvals(thread, (call) => call.tool === 'send', { to: 'ada' }) ?? standardLoop(thread),
})
`

test('an answer after a deploy of new code is checked against that code, and a misfit is an event', () =>
  withProject(
    async ({ twelvefold, write }) => {
      write('prompts/mailer.md', '---\ndescription: test\n---\nSend.\n')
      write('agents/mailer.ts', agent('to: z.string()'))
      const run = await twelvefold('run', 'mailer', 'send it', '--json')
      expect({ code: run.code, err: run.err }).toEqual({ code: 4, err: '' })
      const { requests } = JSON.parse(run.out) as { requests: { id: string }[] }
      write('agents/mailer.ts', agent('to: z.string(), subject: z.string()'))
      const { out, code } = await twelvefold('approve', requests[0]!.id)
      expect(out).toContain('invalid_input: subject:')
      expect(out).toContain('"over"')
      expect(code).toBe(0)
      write('agents/mailer.ts', 'export const mailer = (')
      const broken = await twelvefold('run', 'mailer', 'send it')
      expect(broken.code).toBe(2)
      expect(broken.err).toMatch(/agents\/mailer\.ts:1:\d+.*\(agent_invalid\)/)
    },
    { own: true },
  ))
