import { expect, test } from 'vitest'
import { withProject, type Project } from './project.ts'

const own = { own: true }

/** An agent that looks at the clock to see whether it is late. */
function writeRedAgent({ write }: Project): void {
  write('prompts/red.md', '---\ndescription: test\n---\nHello.\n')
  write(
    'agents/red/agent.ts',
    `import { defineAgent, doneForNow, fail, scriptedModel, standardLoop } from 'twelvefold'

const model = scriptedModel(() => ({ calls: [{ tool: 'done_for_now', input: { message: 'hello' } }] }))
const isLate = (since: string): boolean => Date.now() - Date.parse(since) > 60_000

export default defineAgent({
  name: 'red',
  prompt: 'red',
  model,
  tools: [doneForNow],
  decide: (thread) => (isLate(thread.launchedAt) ? fail('late', 'too late') : standardLoop(thread)),
})
`,
  )
}

test('an agent that reads the clock fails in run, and learns how to get the time from the thread', () =>
  withProject(async (project) => {
    writeRedAgent(project)
    const { code, out } = await project.with({ NODE_ENV: '' }, 'run', 'red', 'hi')
    expect(code).toBe(1)
    expect(out).toMatch(
      /stateless_violation: decide reads the clock \(Date\.now\) at agents\/red\/agent\.ts:4:\d+/,
    )
    expect(out.replaceAll(/\s+/g, ' ')).toContain('take the time from the thread: thread.now')
  }, own))

test('in production the guard is off, and the agent runs', () =>
  withProject(async (project) => {
    writeRedAgent(project)
    const { code } = await project.with({ NODE_ENV: 'production' }, 'run', 'red', 'hi')
    expect(code).toBe(0)
  }, own))
