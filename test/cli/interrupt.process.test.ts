import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { withProject, type Project } from './project.ts'

/** Three slow steps; the first says in a file that it has begun. */
const slow = `
import { writeFileSync } from 'node:fs'
import { defineAgent, defineTool, doneForNow, scriptedModel, succeeded } from 'twelvefold'
import { z } from 'zod'
const nap = defineTool({
  name: 'nap', description: 'Nap.', input: z.object({}), output: z.object({}), effect: 'once',
  async run({ labels }) {
    writeFileSync(labels.file, '')
    await new Promise((resolve) => setTimeout(resolve, 700))
    return succeeded({})
  },
})
export default defineAgent({
  name: 'sleeper', prompt: 'sleeper', tools: [nap, doneForNow],
  model: scriptedModel(({ messages }) => ({
    calls: [messages.filter((message) => message.role === 'tool').length < 3
      ? { tool: 'nap', input: {} }
      : { tool: 'done_for_now', input: { message: 'rested' } }],
  })),
})
`

function writeSleeper({ write }: Project): void {
  write('prompts/sleeper.md', '---\ndescription: test\n---\nSleep.\n')
  write('agents/sleeper.ts', slow)
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && !holds(); tries++) await delay(50)
  expect(holds()).toBe(true)
}

test('ctrl-C ends a run after the step under way, and another process carries it on at once', () =>
  withProject(
    async (project) => {
      writeSleeper(project)
      const file = join(project.folder, 'begun')
      const running = project.start('run', 'sleeper', 'rest', '--label', `file=${file}`)
      await until(() => existsSync(file))
      running.child.kill('SIGINT')
      const stopped = await running.finished
      expect(stopped.out).toContain('stopped after the step under way; carry it on: npx twelvefold resume')
      expect(stopped.out).toMatch(/ 1 {2}nap +ok/)
      expect(stopped.out).not.toMatch(/ 2 {2}nap/)
      expect(stopped.code).toBe(130)
      const resumed = await project.twelvefold('resume', /resume (\w+)/.exec(stopped.out)![1]!)
      expect(resumed).toMatchObject({ code: 0 })
      expect(resumed.out).toContain('"rested"')
      expect(resumed.out).toContain('0 errors')
    },
    { own: true },
  ))

test('a worker carries on what was left behind, until ctrl-C', () =>
  withProject(
    async (project) => {
      writeSleeper(project)
      const file = join(project.folder, 'begun')
      const running = project.start('run', 'sleeper', 'rest', '--label', `file=${file}`)
      await until(() => existsSync(file))
      running.child.kill('SIGINT')
      await running.finished
      const worker = project.start('worker')
      await until(() => worker.out().includes('finished: 4 steps'))
      worker.child.kill('SIGINT')
      expect(await worker.finished).toMatchObject({ code: 0, err: '' })
    },
    { own: true },
  ))

test('a follower stays while the thread waits, and shows what another process does', () =>
  withProject(async ({ start, twelvefold, workspace }) => {
    const task = ['run', 'deploybot', 'deploy v1.4.0 to production', '--label', `workspace=${workspace}`]
    const follower = start(...task, '--follow')
    await until(() => follower.out().includes('Following'))
    const approved = await twelvefold('approve', /approve (\S+)/.exec(follower.out())![1]!)
    expect(approved.out).toContain('v1.4.0 is live in production')
    const { code, out } = await follower.finished
    expect(code).toBe(0)
    expect(out).toContain('v1.4.0 is live in production')
    expect(out).toContain('finished: 3 steps')
  }))
