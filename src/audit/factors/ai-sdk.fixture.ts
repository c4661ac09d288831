// A loop of the AI SDK that sends newsletters: sending waits for an approval, the chat is stored and goes on later.
import { manifest, type Sources } from './sources.fixture.ts'

const agent = `import { readFileSync } from 'node:fs'
import { pruneMessages, stepCountIs, ToolLoopAgent } from 'ai'
import { findReaders, sendLetter } from './tools.ts'

export const editor = new ToolLoopAgent({
  model: 'openai/gpt-5',
  instructions: readFileSync(new URL('../prompts/letters/system.md', import.meta.url), 'utf8'),
  tools: { findReaders, sendLetter },
  stopWhen: stepCountIs(8),
  prepareStep: ({ messages }) => ({ messages: pruneMessages({ messages, toolCalls: 'before-last-3-messages' }) }),
})
`

const tools = `import { tool } from 'ai'
import { z } from 'zod'

const failed = (error: unknown) => ({
  success: false as const,
  error: (error instanceof Error ? error.message : 'failed').slice(0, 160),
})

export const findReaders = tool({
  description: 'How many readers follow a topic',
  inputSchema: z.object({ topic: z.string().describe('The topic') }),
  execute: async ({ topic }, { abortSignal }) => {
    try {
      const response = await fetch('https://letters.example/topics/' + topic, { signal: abortSignal })
      const { readers } = (await response.json()) as { readers: number }
      return { success: true as const, data: { readers } }
    } catch (error) {
      return failed(error)
    }
  },
})

export const sendLetter = tool({
  description: 'Send a letter to all readers of a topic; the publisher approves it',
  inputSchema: z.object({ topic: z.string().describe('The topic'), text: z.string().describe('The letter') }),
  needsApproval: true,
  execute: async ({ topic, text }, { toolCallId, abortSignal }) => {
    try {
      const headers = { 'Idempotency-Key': toolCallId }
      const body = JSON.stringify({ topic, text })
      await fetch('https://letters.example/letters', { method: 'POST', headers, body, signal: abortSignal })
      return { success: true as const, data: 'sent' }
    } catch (error) {
      return failed(error)
    }
  },
})
`

const chats = `import { randomUUID } from 'node:crypto'
import type { ModelMessage } from 'ai'
import { Redis } from 'ioredis'
import { editor } from './agent.ts'

const redis = new Redis()

export async function launch(wish: string): Promise<{ id: string }> {
  const id = randomUUID()
  await proceed(id, [{ role: 'user', content: JSON.stringify({ wish }) }])
  return { id }
}

export async function resume(id: string, answers: ModelMessage[]): Promise<{ id: string }> {
  const stored = JSON.parse((await redis.get('chat:' + id)) ?? '[]') as ModelMessage[]
  await proceed(id, [...stored, ...answers])
  return { id }
}

async function proceed(id: string, messages: ModelMessage[]): Promise<void> {
  try {
    const { response } = await editor.generate({ messages, abortSignal: AbortSignal.timeout(300_000) })
    await redis.set('chat:' + id, JSON.stringify([...messages, ...response.messages]))
  } catch (error) {
    const text = (error instanceof Error ? error.message : 'failed').slice(0, 160)
    await redis.set('chat:' + id, JSON.stringify([...messages, { role: 'assistant', content: text }]))
  }
}
`

const server = `import { Hono } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import { launch, resume } from './chats.ts'

const app = new Hono()
app.use(bearerAuth({ token: process.env['API_TOKEN'] ?? '' }))
app.post('/letters', async (context) => context.json(await launch((await context.req.json()).wish)))
app.post('/letters/:id/answers', async (context) => {
  const { messages } = await context.req.json()
  return context.json(await resume(context.req.param('id'), messages))
})

export default app
`

const cli = `import { launch } from './chats.ts'

console.log(await launch(process.argv.slice(2).join(' ')))
`

export const newsletter: Sources = {
  'package.json': manifest('letters', { main: 'src/server.ts', bin: { letters: 'src/cli.ts' } }),
  'prompts/letters/system.md':
    'You write letters to readers. Look at the topic first, then propose one letter.\n',
  'src/agent.ts': agent,
  'src/tools.ts': tools,
  'src/chats.ts': chats,
  'src/server.ts': server,
  'src/cli.ts': cli,
}
