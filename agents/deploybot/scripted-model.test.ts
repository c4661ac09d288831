import type { Message } from 'twelvefold'
import { expect, test } from 'vitest'
import model from './scripted-model.ts'

interface Said {
  readonly tool: string
  readonly input: unknown
}

/** What the script calls next after these outcomes of its earlier calls. */
async function next(
  text: string,
  ...outcomes: readonly (readonly [tool: string, response: object])[]
): Promise<Said> {
  const results = outcomes.map(([tool, response], i): Message => {
    return { role: 'tool', callId: String(i + 1), tool, content: JSON.stringify(response) }
  })
  const messages: Message[] = [{ role: 'system', content: '' }, { role: 'user', content: text }, ...results]
  const { calls } = await model.reply({ messages, tools: [] }, new AbortController().signal)
  return calls[0]!
}

const ok = (data: object): object => ({ success: true, data })

test.each([
  ['deploy the newest tag to production, then tell me what changed', 'list_git_tags', {}],
  ['Deploy v1.3.2 to staging', 'deployed_version', { environment: 'staging' }],
  ['roll back production', 'roll_back', { environment: 'production' }],
  ['what is deployed?', 'deployed_version', { environment: 'staging' }],
  ['what changed from v1.3.2 to v1.4.0?', 'changes_between', { from: 'v1.3.2', to: 'v1.4.0' }],
  ['deploy v1.4.0-RC1', 'request_human_input', { question: 'To which environment shall I deploy?' }],
])('"%s" begins with %s', async (text, tool, input) => {
  expect(await next(text)).toEqual({ tool, input })
})

test('what it does not understand it asks about, twice at most', async () => {
  const asked = ['request_human_input', ok({ answer: 'hm' })] as const
  expect(await next('sing')).toMatchObject({ tool: 'request_human_input' })
  expect(await next('sing', asked)).toMatchObject({ tool: 'request_human_input' })
  expect(await next('sing', asked, asked)).toMatchObject({ tool: 'done_for_now' })
  const answered = ['request_human_input', ok({ answer: 'roll back staging' })] as const
  expect(await next('sing', answered)).toEqual({ tool: 'roll_back', input: { environment: 'staging' } })
})

test('a denial is a decision: it stops and says so', async () => {
  const denied = { success: false, error: { code: 'denied', message: 'not on a Friday' } }
  expect(await next('roll back production', ['roll_back', denied])).toEqual({
    tool: 'done_for_now',
    input: { message: 'I stopped: roll_back did not do it (not on a Friday).' },
  })
})

test('there is nothing to do where the tag is live already, or where there is no tag', async () => {
  const live = ['deployed_version', ok({ version: 'v1.4.0' })] as const
  expect(await next('deploy v1.4.0 to staging', live)).toMatchObject({
    input: { message: 'v1.4.0 is live in staging already: nothing to do.' },
  })
  const none = ['list_git_tags', ok({ tags: [] })] as const
  expect(await next('deploy the newest tag to staging', none)).toMatchObject({ tool: 'done_for_now' })
})
