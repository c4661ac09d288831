import { defineTool, failed, makeError, succeeded } from 'twelvefold'
import { z } from 'zod'

export const getIssue = defineTool({
  name: 'get_issue',
  description: { prompt: 'triage/get-issue' },
  input: z.object({ number: z.int() }),
  output: z.object({ title: z.string(), body: z.string() }),
  effect: 'read',
  secrets: ['GITHUB_TOKEN'],
  timeoutMs: 10_000,
  retries: 3,
  concurrency: 8,
  async run({ input, secrets, signal, log, progress }) {
    const url = `https://api.github.com/repos/acme/shop/issues/${input.number}`
    const headers = { authorization: `Bearer ${secrets.GITHUB_TOKEN}` }
    progress('asking GitHub')
    const answer = await fetch(url, { headers, signal })
    log('answered', { status: answer.status })
    if (answer.status === 404) return failed(makeError('not_found', `there is no issue ${input.number}`))
    const { title, body } = z.object({ title: z.string(), body: z.string() }).parse(await answer.json())
    return succeeded({ title, body })
  },
})
