import { expect, it } from 'vitest'
import { cloudflareAgents } from './cloudflare-agents.ts'
import { seen } from './look-at-source.fixture.ts'

it('sees a chat agent, what wakes it, and what it schedules', () => {
  const lines = seen(
    `import { AIChatAgent } from '@cloudflare/ai-chat'
     import { callable, routeAgentRequest } from 'agents'
     export class Chat extends AIChatAgent<Env> {
       maxPersistedMessages = 100
       async onChatMessage(onFinish) { return streamText({ model }) }
       async onEmail(email) {}
       @callable() async remind(when: string) { await this.schedule(when, 'wake', {}) }
       async wake() { await this.env.AI.run('@cf/meta/llama-3.1-8b-instruct', { messages: [], tools: [] }) }
     }
     export default { fetch: (request, env) => routeAgentRequest(request, env) }`,
    [cloudflareAgents],
  )
  expect(lines).toEqual([
    'trigger :7 cron handlers=1',
    'call env.AI.run :8 messages=[] retries=none',
    'agent cloudflare-agents Chat :3 memory=platform',
    'trigger :5 websocket handlers=1',
    'trigger :6 email handlers=1',
    'trigger :7 websocket handlers=1',
  ])
})

it('a plain agent keeps state; Think asks by itself; a workflow waits for a person', () => {
  const lines = seen(
    `import { Agent } from 'agents'
     import { AgentWorkflow } from 'agents/workflows'
     import { Think } from '@cloudflare/think'
     import { tool } from 'ai'
     export class Counter extends Agent<Env, State> { onRequest(request) {} }
     export class Helper extends Think<Env> {
       maxSteps = 6
       getSystemPrompt() { return 'You help.' }
       getTools() { return { look: tool({ description: 'Looks.', inputSchema, execute: async () => 1 }) } }
     }
     export class Publish extends AgentWorkflow { async run(event, step) {
       await this.waitForApproval(step, { timeout: '7 days' })
     } }`,
    [cloudflareAgents],
  )
  expect(lines).toEqual([
    'human :12 approval durable awaited',
    'store :5 platform',
    'trigger :5 http handlers=1',
    "agent cloudflare-agents Helper :6 system=() { return 'You help.' } tools=(look declared by framework handler=function) bound=explicit 6 memory=platform",
    'store :11 platform',
  ])
})

it('sees Workers AI through a binding', () => {
  const lines = seen(
    `import { env as bindings } from 'cloudflare:workers'
     app.post('/', async (c) => c.json(await c.env.AI.run('@cf/meta/llama-3', { prompt: 'Hi' })))
     export default { async fetch(request, env) {
       await env.AI.run('@cf/baai/bge-base-en-v1.5', { text })
       return env.AI.run(model, { messages })
     } }
     await bindings.AI.gateway('main').run({ provider: 'openai', endpoint: 'v1/chat/completions', query: { messages } })
     await bindings.AI.run('@cf/openai/gpt-oss-120b', { instructions: 'Be brief.', input })`,
    [cloudflareAgents],
  )
  expect(lines).toEqual([
    "call env.AI.run :2 user='Hi' retries=none",
    'call env.AI.run :5 messages=messages retries=none',
    'call env.AI.gateway.run :7 messages=messages retries=none',
    "call env.AI.run :8 system='Be brief.' messages=input retries=none",
  ])
})

it('leaves look-alikes alone', () => {
  const lines = seen(
    `import { Agent } from 'node:http'
     class Pool extends Agent { onRequest() {} }
     export const handler = async ({ ai }) => ai.run('job', { id })`,
    [cloudflareAgents],
  )
  expect(lines).toEqual([])
})
