import { expect, it } from 'vitest'
import { seen } from '../look-at-source.fixture.ts'
import { mastra } from './mastra.ts'

it('sees an agent with tools, memory and the call that asks it', () => {
  const lines = seen(
    `import { Agent } from '@mastra/core/agent'
     import { createTool } from '@mastra/core/tools'
     import { Memory } from '@mastra/memory'
     import { LibSQLStore } from '@mastra/libsql'
     const weather = createTool({ id: 'weather', description: 'Tells the weather.', inputSchema: z.object({}),
       outputSchema: z.object({}), execute: async ({ context }) => fetch(context.city) })
     const memory = new Memory({ storage: new LibSQLStore({ url: 'file:./memory.db' }), options: { lastMessages: 5 } })
     const agent = new Agent({ name: 'Guide', instructions: 'Be brief.', model, tools: { weather }, memory })
     await agent.generateVNext('Hi', { maxSteps: 3, abortSignal })`,
    [mastra],
  )
  expect(lines).toEqual([
    'tool :5 weather declared by framework handler=function output',
    "agent mastra Guide :8 system='Be brief.' tools=(weather declared by framework handler=function output) bound=default 5 memory=durable",
    "call agent.generateVNext :9 user='Hi' bound=explicit 3 signal runs=@mastra/core/agent:Agent()",
  ])
})

it('sees approvals and suspensions, and where the run waits', () => {
  const lines = seen(
    {
      'tools.ts': `import { createTool } from '@mastra/core/tools'
        export const pay = createTool({ id: 'pay', inputSchema, requireApproval: true, execute: async () => ({}) })
        export const send = createTool({ id: 'send', inputSchema, execute: async (input, { agent, suspend }) => {
          if (!agent.resumeData) await suspend({ reason: 'sure?' })
        } })`,
      'index.ts': `import { Mastra } from '@mastra/core'
        import { Agent } from '@mastra/core/agent'
        import { PostgresStore } from '@mastra/pg'
        import { pay, send } from './tools'
        const clerk = new Agent({ id: 'clerk', instructions: () => text, tools: async () => ({ pay, send }) })
        export const mastra = new Mastra({ agents: { clerk }, storage: new PostgresStore({ connectionString }) })
        await mastra.getAgent('clerk').stream(messages)`,
    },
    [mastra],
  )
  expect(lines).toEqual([
    'tool :2 pay undescribed declared by framework handler=function gate=true',
    'human :2 approval durable awaited',
    "tool :3 send undescribed declared by framework handler=function gate=suspend({ reason: 'sure?' })",
    'human :4 approval durable awaited',
    "agent mastra clerk :5 system=() => text tools=(pay undescribed declared by framework handler=function gate=true; send undescribed declared by framework handler=function gate=suspend({ reason: 'sure?' })) bound=default 5",
    'store :6 durable',
    'call agent.stream :7 user=messages bound=default 5 runs=@mastra/core/agent:Agent()',
  ])
})

it('sees a workflow whole: order, branches, loops, its suspensions and the agents in it', () => {
  const lines = seen(
    `import { createStep, createWorkflow } from '@mastra/core/workflows'
     import { Agent } from '@mastra/core/agent'
     const writer = new Agent({ name: 'Writer', instructions: 'Write.' })
     const draft = createStep({ id: 'draft', execute: async ({ mastra }) =>
       mastra.getAgent('writer').generate('Write it.', { structuredOutput: { schema } }) })
     const approve = createStep({ id: 'approve', execute: async ({ resumeData, suspend }) =>
       resumeData ?? suspend({ ask: 'ok?' }) })
     const flow = createWorkflow({ id: 'publish' })
       .then(draft)
       .branch([[async ({ inputData }) => inputData.large, approve], [async () => true, createStep(writer)]])
       .dountil(draft, async ({ inputData }) => inputData.done)
     flow.commit()`,
    [mastra],
  )
  expect(lines).toEqual([
    "agent mastra Writer :3 system='Write.' bound=default 5",
    "call agent.generate :5 user='Write it.' schema bound=default 5",
    'human :7 approval awaited',
    'graph :8 end=:12 nodes=draft(function),approve(function),step 3(called) edges=start>draft,approve>draft,step 3>draft routers=draft>approve,draft>step 3,draft>draft',
  ])
})

it('tells a store in memory from one on disk', () => {
  const lines = seen(
    `import { Mastra } from '@mastra/core/mastra'
     import { LibSQLStore } from '@mastra/libsql'
     new Mastra({ storage: new LibSQLStore({ url: ':memory:' }) })`,
    [mastra],
  )
  expect(lines).toEqual(['store :3 memory'])
})

it('leaves look-alikes alone', () => {
  const lines = seen(
    `import { Agent } from 'https'
     import { createTool, createWorkflow } from './own'
     const agent = new Agent({ name: 'x', instructions: 'y' })
     agent.generate('x'); createTool({ id: 'a' }); createWorkflow({}).then(agent).commit()
     export const handler = async ({ mastra }) => mastra.getAgent('a').generate('b')`,
    [mastra],
  )
  expect(lines).toEqual([])
})
