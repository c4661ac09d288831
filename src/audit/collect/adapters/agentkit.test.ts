import { expect, it } from 'vitest'
import { agentkit } from './agentkit.ts'
import { inngest } from './inngest.ts'
import { seen } from './look-at-source.fixture.ts'

it('sees agents, tools, a network with its router and bound, and the run', () => {
  const lines = seen(
    `import { createAgent, createNetwork, createTool, anthropic } from '@inngest/agent-kit'
     const save = createTool({ name: 'save', description: 'Saves.', parameters: z.object({}), handler: async () => 1 })
     const writer = createAgent({ name: 'Writer', system: async ({ network }) => text, tools: [save],
       mcpServers: [{ name: 'files', transport }] })
     const network = createNetwork({ name: 'Desk', agents: [writer], maxIter: 8, router: ({ network }) => writer })
     await network.run(input)
     await writer.run('Write it.', { maxIter: 3 })`,
    [agentkit],
  )
  expect(lines).toEqual([
    'tool :2 save declared by framework handler=function',
    'agent agentkit Writer :3 system=async ({ network }) => text tools=(save declared by framework handler=function; mcp dynamic by framework; …) bound=default 1',
    'workflow agentkit Desk :5 bound=explicit 8 hooks=({ network }) => writer handoffs=1',
    'call network.run :6 user=input runs=@inngest/agent-kit:createNetwork()',
    "call agent.run :7 user='Write it.' bound=explicit 3 runs=@inngest/agent-kit:createAgent()",
  ])
})

it('a network without router and bound runs on the framework', () => {
  const lines = seen(
    `import { createNetwork } from '@inngest/agent-kit'
     createNetwork({ name: 'Desk', agents: [] })`,
    [agentkit],
  )
  expect(lines).toEqual([
    'workflow agentkit Desk :2 bound=none',
    'text :2 the default routing agent: "You are the orchestrator between a group of agents. …"',
  ])
})

it('sees what starts an Inngest function, its waits and the models that it asks', () => {
  const lines = seen(
    {
      'client.ts': `import { Inngest } from 'inngest'; export const inngest = new Inngest({ id: 'app' })`,
      'index.ts': `import { generateText } from 'ai'
        import { inngest } from './client'
        export const job = inngest.createFunction({ id: 'job' }, [{ event: 'a' }, { cron: '0 * * * *' }],
          async ({ event, step }) => {
            await step.ai.infer('ask', { model, body: { messages: [{ role: 'user', content: event.data.text }] } })
            await step.ai.wrap('write', generateText, { model, prompt: 'Write.' })
            return step.waitForEvent('approval', { event: 'approved', timeout: '7d' })
          })
        inngest.createFunction({ id: 'new', triggers: [{ event: 'b' }] }, async () => 1)`,
    },
    [inngest],
  )
  expect(lines).toEqual([
    'trigger :3 event handlers=1',
    'trigger :3 cron handlers=1',
    'store :3 platform',
    "call step.ai.infer :5 messages=[{ role: 'user', content: event…",
    "call step.ai.wrap generateText :6 user='Write.'",
    'human :7 approval durable awaited',
    'trigger :9 event handlers=1',
    'store :9 platform',
  ])
})

it('leaves look-alikes alone', () => {
  const lines = seen(
    `import { createAgent, createNetwork } from 'network-tools'
     createAgent({ name: 'x', system: 'y' }); createNetwork({ agents: [] }).run('x')
     export const handler = async ({ step }) => step.run('a', () => 1)`,
    [agentkit, inngest],
  )
  expect(lines).toEqual([])
})
