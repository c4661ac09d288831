import { expect, it } from 'vitest'
import { sceneOf } from '../scene-of.fixture.ts'
import { triggersOf } from './triggers.ts'

const agent = `import OpenAI from 'openai'
  const openai = new OpenAI()
  export async function answer(messages) {
    while (true) {
      const reply = await openai.chat.completions.create({ messages, tools: [] })
      if (!reply.choices[0].message.tool_calls) return reply
      messages.push(reply)
    }
  }`

/** `kind file:line does` and what is known of the sender, for each trigger of the one agent. */
function triggers(files: Record<string, string>): string[] {
  return triggersOf(sceneOf({ 'agent.ts': agent, ...files })).map((one) =>
    [
      `${one.kind} ${one.file}:${one.line} ${one.does}`,
      one.authenticated === undefined ? '' : one.authenticated ? 'checked' : 'open',
      one.deduplicated === undefined ? '' : one.deduplicated ? 'once' : 'again',
      one.returnsId ? 'id' : '',
    ]
      .filter((word) => word !== '')
      .join(' '),
  )
}

it('sees scripts and command lines, once for each file', () => {
  expect(
    triggers({
      'main.ts': `import { answer } from './agent'
        async function main() { await answer([process.argv[2]]) }
        main().catch(console.error)
        await answer([])`,
      'cli.ts': `import { Command } from 'commander'
        import { answer } from './agent'
        new Command().command('ask').action(async (text) => { await answer([text]) })`,
    }),
  ).toEqual(['cli cli.ts:3 launch', 'cli main.ts:3 launch'])
})

it('sees routes of a server, with who is checked and what is returned', () => {
  expect(
    triggers({
      'server.ts': `import express from 'express'
        import jwt from 'jsonwebtoken'
        import { randomUUID } from 'node:crypto'
        import { answer } from './agent'
        const app = express()
        app.post('/ask', async (req, res) => { res.json(await answer(req.body)) })
        app.post('/runs', async (req, res) => {
          try { jwt.verify(req.headers.authorization, key) } catch { return res.status(401).end() }
          const id = randomUUID()
          void answer({ id, messages: req.body })
          res.json({ id })
        })
        app.get('/health', (req, res) => res.send('ok'))
        app.listen(3000)`,
    }),
  ).toEqual(['http server.ts:6 launch open', 'http server.ts:7 launch checked id'])
})

it('sees handlers by the name of their file', () => {
  expect(
    triggers({
      'app/api/chat/route.ts': `import { answer } from '../../../agent'
        export async function POST(request) { return Response.json(await answer(await request.json())) }
        export const GET = () => new Response('ok')`,
      'worker.ts': `import { answer } from './agent'
        export default { async fetch(request) { return answer([request]) }, async scheduled() { await answer([]) } }`,
    }),
  ).toEqual([
    'http app/api/chat/route.ts:2 launch open',
    'http worker.ts:2 launch open',
    'cron worker.ts:2 launch',
  ])
})

it('tells mail, messages and answers that one webhook takes', () => {
  expect(
    triggers({
      'server.ts': `import express from 'express'
        import { Webhook } from 'svix'
        import Redis from 'ioredis'
        import { answer } from './agent'
        const app = express(), redis = new Redis(), webhook = new Webhook(secret)
        const isSigned = (req) => { try { webhook.verify(req.body, req.headers); return true } catch { return false } }
        const resume = async (id) => { const run = JSON.parse(await redis.get(id)); await answer(run) }
        const handle = async (req, res) => {
          if (!isSigned(req)) return
          const payload = JSON.parse(req.body)
          if (await redis.get('seen:' + payload.id)) return
          switch (payload.type) {
            case 'agent_email.received': return answer([payload.text])
            case 'agent_slack.received': return answer([payload.text])
            case 'human_contact.completed':
            case 'function_call.completed': return resume(payload.state)
          }
        }
        app.post('/webhook', handle)`,
    }),
  ).toEqual([
    'email server.ts:13 launch checked once',
    'slack server.ts:14 launch checked once',
    'webhook server.ts:16 resume checked once',
  ])
})

it('sees queues, schedules, chats and servers of tools; a handler that starts no run is none', () => {
  expect(
    triggers({
      'jobs.ts': `import { Worker } from 'bullmq'
        import cron from 'node-cron'
        import { App } from '@slack/bolt'
        import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
        import { answer } from './agent'
        new Worker('runs', async (job) => { await answer(job.data) })
        cron.schedule('0 9 * * *', () => answer([]))
        const app = new App({ signingSecret })
        app.event('app_mention', async ({ event }) => { await answer([event.text]) })
        app.action('rejected', async ({ ack }) => { await ack() })
        new McpServer({}).registerTool('ask', {}, async ({ text }) => answer([text]))
        setInterval(() => console.log('alive'), 1000)`,
    }),
  ).toEqual([
    'slack jobs.ts:9 launch checked again',
    'mcp jobs.ts:11 launch',
    'cron jobs.ts:7 launch',
    'queue jobs.ts:6 launch again',
  ])
})

it('takes the check that stands after the run, or beside the way, for none', () => {
  expect(
    triggers({
      'server.ts': `import { Hono } from 'hono'
        import { Webhook } from 'svix'
        import { answer } from './agent'
        const app = new Hono()
        app.post('/hooks/mail', async (c) => { await answer([c]); new Webhook(secret).verify(c.body, c.headers) })
        app.post('/hooks/crm', async (c) => { if (c.strict) { new Webhook(secret).verify(c.body, c.headers) } return answer([c]) })`,
    }),
  ).toEqual(['webhook server.ts:5 launch open again', 'webhook server.ts:6 launch open again'])
})
