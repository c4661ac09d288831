import { roomBooking } from '../openai.fixture.ts'
import { manifest, type Sources } from '../sources.fixture.ts'

export const green = roomBooking

// Started at the command line and by a request, it answers in one channel of Slack.
export const red: Sources = {
  'package.json': manifest('digest', { main: 'src/server.ts', bin: 'src/cli.ts' }),
  'prompts/digest/system.md': 'You write a digest of what a team has done, in five sentences.\n',
  'src/digest.ts': `import { readFileSync } from 'node:fs'
import { WebClient } from '@slack/web-api'
import { generateText, stepCountIs } from 'ai'
import { readChanges } from './tools.ts'

const slack = new WebClient(process.env['SLACK_TOKEN'])
const system = readFileSync(new URL('../prompts/digest/system.md', import.meta.url), 'utf8')

export async function digest(team: string): Promise<void> {
  const { text } = await generateText({ model: 'openai/gpt-5', system, prompt: team, tools: { readChanges }, stopWhen: stepCountIs(6) })
  await slack.chat.postMessage({ channel: 'C0DIGEST', text })
}
`,
  'src/tools.ts': `import { tool } from 'ai'
import { z } from 'zod'

export const readChanges = tool({
  description: 'The last changes of a team',
  inputSchema: z.object({ team: z.string().describe('Name of the team') }),
  execute: async ({ team }) => {
    const response = await fetch('https://git.example/' + team + '/changes')
    return ((await response.json()) as { title: string }[]).slice(0, 20)
  },
})
`,
  'src/cli.ts': `import { digest } from './digest.ts'

await digest(process.argv[2]!)
`,
  'src/server.ts': `import express from 'express'
import { digest } from './digest.ts'

const app = express()
app.use(express.json())
app.post('/digests', async (request, response) => {
  await digest(String(request.body.team))
  response.status(204).end()
})
app.listen(3000)
`,
}

// Slack is its only channel: it starts there, and answers there.
const { 'src/cli.ts': _cli, 'src/server.ts': _server, ...rest } = red
export const trap: Sources = {
  ...rest,
  'package.json': manifest('digest', { main: 'src/slack.ts' }),
  'src/slack.ts': `import { App } from '@slack/bolt'
import { digest } from './digest.ts'

const app = new App({ token: process.env['SLACK_TOKEN'], signingSecret: process.env['SLACK_SECRET'] })
app.command('/digest', async ({ ack, command }) => {
  await ack()
  await digest(command.text)
})
await app.start(3000)
`,
}
