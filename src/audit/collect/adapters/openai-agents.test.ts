import { expect, it } from 'vitest'
import { seen } from './look-at-source.fixture.ts'
import { openaiAgents } from './openai-agents.ts'

it('sees an agent, its tools, and the run with its turns', () => {
  const lines = seen(
    `import { Agent, run, tool } from '@openai/agents'
     import { z } from 'zod'
     const weather = tool({ name: 'weather', description: 'Tells the weather.',
       parameters: z.object({ city: z.string() }), execute: async ({ city }) => fetch(city) })
     const agent = new Agent({ name: 'Guide', instructions: 'Be brief.', tools: [weather] })
     await run(agent, question, { maxTurns: 5, signal })`,
    [openaiAgents],
  )
  expect(lines).toEqual([
    'tool :3 weather declared by framework handler=function',
    'text :3 errorFunction by default: "An error occurred while running the tool. Please try again. Error: …"',
    "agent openai-agents Guide :5 system='Be brief.' tools=(weather declared by framework handler=function) bound=default 10",
    'call agents.run :6 messages=question bound=explicit 5 signal runs=@openai/agents:Agent()',
  ])
})

it('sees handoffs, agents as tools, approvals, output types and own words for errors', () => {
  const lines = seen(
    {
      'agents.ts': `import * as sdk from '@openai/agents'
        export const billing = sdk.Agent.create({ name: 'Billing', instructions: (context) => prompts.billing })
        const refund = sdk.tool({ name: 'refund', description: 'Refunds.', parameters: {}, strict: false,
          needsApproval: true, errorFunction: (context, error) => 'failed', execute })
        export const base = { model: 'gpt', tools: [refund, billing.asTool({ toolName: 'ask_billing', toolDescription: 'Asks.' })] }`,
      'index.ts': `import { Agent, Runner, handoff } from '@openai/agents'
        import { base, billing } from './agents'
        const triage = new Agent({ ...base, name: 'Triage', handoffs: [handoff(billing)], outputType: schema,
          toolUseBehavior: 'stop_on_first_tool' })
        const runner = new Runner({ callModelInputFilter: trim })
        for await (const event of await runner.run(triage, messages, { stream: true, maxTurns: null })) show(event)`,
    },
    [openaiAgents],
  )
  expect(lines).toEqual([
    'agent openai-agents Billing :2 system=(context) => prompts.billing bound=default 10',
    'tool :3 refund declared by framework handler=global gate=true',
    'human :4 approval awaited',
    'tool :5 ask_billing declared by framework agent=@openai/agents:Agent.create()',
    "agent openai-agents Triage :3 tools=(refund declared by framework handler=global gate=true; ask_billing declared by framework agent=@openai/agents:Agent.create()) schema bound=default 10 hooks='stop_on_first_tool' handoffs=1",
    'call agents.Runner.run :6 messages=messages bound=none hooks=trim runs=@openai/agents:Agent()',
  ])
})

it('sees hosted tools, servers, realtime sessions and a conversation that the provider keeps', () => {
  const lines = seen(
    `import { Agent, run, webSearchTool, MCPServerStdio, OpenAIConversationsSession } from '@openai/agents'
     import { RealtimeAgent, RealtimeSession } from '@openai/agents/realtime'
     const files = new MCPServerStdio({ fullCommand: 'files' })
     const agent = new Agent({ name: 'A', tools: [webSearchTool()], mcpServers: [files] })
     await run(agent, 'Hi', { session: new OpenAIConversationsSession() })
     const voice = new RealtimeAgent({ name: 'Voice', instructions: 'Talk.' })
     const session = new RealtimeSession(voice, { model: 'gpt-realtime' })
     await session.connect({ apiKey })`,
    [openaiAgents],
  )
  expect(lines).toEqual([
    'agent openai-agents A :4 tools=(webSearchTool declared by provider; mcp dynamic by framework; …) bound=default 10',
    "call agents.run :5 messages='Hi' bound=default 10 hosted runs=@openai/agents:Agent()",
    'store :5 platform',
    "agent openai-agents Voice :6 system='Talk.' bound=default 10",
    'call agents.RealtimeSession.connect :8 bound=none runs=@openai/agents/realtime:RealtimeAgent()',
  ])
})

it('finds the agent behind a factory and a class', () => {
  const lines = seen(
    `import { Agent, run } from '@openai/agents'
     const make = (name: string) => new Agent({ name, instructions: \`You are \${name}.\` })
     class Desk {
       private agent = make('Desk')
       ask(text: string) { return run(this.agent, text) }
     }`,
    [openaiAgents],
  )
  expect(lines).toEqual([
    'agent openai-agents Desk :2 system=`You are ${name}.` bound=default 10',
    'call agents.run :5 messages=text bound=default 10 runs=@openai/agents:Agent()',
  ])
})

it('sees a class that is an agent', () => {
  const lines = seen(
    `import { Agent } from '@openai/agents'
     export class Clerk extends Agent {
       constructor() { super({ name: 'Clerk', instructions: text }) }
     }`,
    [openaiAgents],
  )
  expect(lines).toEqual(['agent openai-agents Clerk :2 system=text bound=default 10'])
})

it('sees a session that is kept in a ref', () => {
  const lines = seen(
    `import { RealtimeAgent, RealtimeSession } from '@openai/agents/realtime'
     const voice = new RealtimeAgent({ name: 'Voice' })
     export function useVoice() {
       const ref = useRef<RealtimeSession | null>(null)
       return async () => {
         ref.current = new RealtimeSession(voice)
         await ref.current.connect({ apiKey })
       }
     }`,
    [openaiAgents],
  )
  expect(lines).toContain(
    'call agents.RealtimeSession.connect :7 bound=none runs=@openai/agents/realtime:RealtimeAgent()',
  )
})

it('leaves look-alikes alone', () => {
  const lines = seen(
    `import { Agent } from 'node:https'
     import { Agent as Undici } from 'undici'
     import { run, tool } from './own'
     const agent = new Agent({ keepAlive: true })
     new Undici({ name: 'x', instructions: 'y' })
     run(agent, 'x', { maxTurns: 3 }); tool({ name: 'a' }); agent.clone({})`,
    [openaiAgents],
  )
  expect(lines).toEqual([])
})

it('a session whose agent a page chooses may run any that speaks', () => {
  const lines = seen(
    {
      'agents.ts': `import { RealtimeAgent } from '@openai/agents/realtime'
        export const sales = new RealtimeAgent({ name: 'sales', instructions: 'You sell boards.' })`,
      'use-session.ts': `import { RealtimeSession } from '@openai/agents/realtime'
        export function useSession(ref) {
          return async ({ agents }) => {
            ref.current = new RealtimeSession(agents[0], {})
            await ref.current.connect({ apiKey })
          }
        }`,
    },
    [openaiAgents],
  )
  expect(lines.filter((line) => line.startsWith('call'))).toEqual([
    'call agents.RealtimeSession.connect :5 bound=none runs=@openai/agents/realtime:RealtimeAgent()',
  ])
})
