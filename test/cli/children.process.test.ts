import { expect, test } from 'vitest'
import { withProject } from './project.ts'

const agents = `
import { childAgent, defineAgent, delegate, doneForNow, requestHumanInput, scriptedModel, standardLoop } from 'twelvefold'

const research = childAgent({ name: 'research', agent: 'researcher', description: 'Looks into something.' })
const next = (first) => scriptedModel(({ messages }) => {
  const done = messages.some(({ role }) => role === 'tool')
  return { calls: [done ? { tool: 'done_for_now', input: { message: 'done' } } : first] }
})

export const writer = defineAgent({
  name: 'writer',
  prompt: 'writer',
  model: next({ tool: 'research', input: { task: 'look into it' } }),
  tools: [research, doneForNow],
  decide: (thread) => delegate(thread, [research]) ?? standardLoop(thread),
})

export const researcher = defineAgent({
  name: 'researcher',
  prompt: 'writer',
  model: next({ tool: 'request_human_input', input: { question: 'Which one?' } }),
  tools: [requestHumanInput, doneForNow],
})
`

interface Shown {
  readonly threadId: string
  readonly status: string
  readonly requests: readonly { readonly id: string; readonly path?: readonly string[] }[]
}

test('what a child asks is asked where its root was started, and the answer carries both on', () =>
  withProject(
    async ({ write, twelvefold }) => {
      write('agents/family.ts', agents)
      write('prompts/writer.md', '---\ndescription: test\n---\nWrite.\n')
      for (const name of ['done-for-now', 'request-human-input']) {
        write(`prompts/twelvefold/${name}.md`, '---\ndescription: test\n---\nText.\n')
      }
      const started = await twelvefold('run', 'writer', 'a story', '--json')
      expect(started.code).toBe(4)
      const { threadId, status, requests } = JSON.parse(started.out) as Shown
      expect([status, requests.length]).toEqual(['sleeping', 1])
      const [childId] = requests[0]!.id.split('.')
      expect(requests[0]).toMatchObject({
        question: 'Which one?',
        agent: 'researcher',
        path: [threadId, childId],
      })

      const shown = await twelvefold('threads', 'show', threadId)
      const short = childId!.slice(0, 4)
      expect(shown.out).toContain(
        `child ${short} (researcher): Which one?\n  npx twelvefold reply ${short}.1 "…"`,
      )
      const { out: table } = await twelvefold('threads', 'list')
      expect(table).toMatch(new RegExp(`${short} +${threadId.slice(0, 4)} +researcher +waiting for human`))
      const { out: list } = await twelvefold('threads', 'list', '--json')
      const [child] = (JSON.parse(list) as { threads: object[] }).threads
      expect(child).toMatchObject({
        threadId: childId,
        parent: threadId,
        root: threadId,
        path: [threadId, childId],
      })

      await twelvefold('reply', requests[0]!.id, 'the second')
      const { out } = await twelvefold('threads', 'show', threadId, '--json')
      expect(JSON.parse(out)).toMatchObject({ status: 'finished', requests: [] })
    },
    { own: true },
  ))
