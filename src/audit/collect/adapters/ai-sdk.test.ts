import { expect, it } from 'vitest'
import { aiSdk } from './ai-sdk.ts'
import { seen } from './look-at-source.fixture.ts'

const look = (source: string | Record<string, string>): string[] => seen(source, [aiSdk])

it('sees one request, and a loop only where steps and tools are', () => {
  expect(
    look(`import { generateText, streamText as stream } from 'ai'
      await generateText({ model, system: 'You sum.', prompt: \`Sum \${a}\`, abortSignal })
      stream({ model, messages: convertToModelMessages(messages), stopWhen: stepCountIs(3) })`),
  ).toEqual([
    "call ai.generateText :2 system='You sum.' user=`Sum ${a}` signal",
    'call ai.streamText :3 messages=convertToModelMessages(messages) hooks=stepCountIs(3)',
  ])
})

it('sees tools as a literal, through spreads and another file, run by the framework', () => {
  expect(
    look({
      'tools.ts': `import { tool } from 'ai'
        export const add = tool({ description: 'Adds.', inputSchema: schema, execute: async ({ a }) => a })
        export const base = { add }`,
      'index.ts': `import * as ai from 'ai'
        import { base } from './tools.ts'
        const ask = { description: 'Asks.', inputSchema: schema }
        const tools = { ...base, ask, ...(isAdmin && { drop: ai.tool({ parameters: schema, execute, needsApproval: true }) }) }
        ai.generateText({ model, instructions, tools, maxRetries: 0, stopWhen: [ai.stepCountIs(8), ai.hasToolCall('ask')] })`,
    }),
  ).toEqual([
    'tool :2 add declared by framework handler=function',
    'tool :4 drop undescribed declared by framework handler=global gate=true',
    'call ai.generateText :5 system=instructions tools=(add declared by framework handler=function; ask declared by code; ' +
      'drop undescribed declared by framework handler=global gate=true) bound=explicit 8 ' +
      'hooks=[ai.stepCountIs(8), ai.hasToolC… retries=set',
  ])
})

it.each([
  ['stopWhen: stepCountIs(LIMIT)', 'explicit 12'],
  ['stopWhen: isStepCount(5)', 'explicit 5'],
  ['maxSteps: 4', 'explicit 4'],
  ['maxToolRoundtrips: 2', 'explicit 3'],
  ['stopWhen: isLoopFinished()', 'none'],
  ["stopWhen: hasToolCall('done')", 'none'],
  ['stopWhen: ({ steps }) => steps.length >= 7', 'explicit 7'],
  ['stopWhen: ({ steps }) => isGood(steps)', 'unknown'],
  ['stopWhen: [isTired, stepCountIs(9)]', 'explicit 9'],
])('resolves the bound of %s', (option, bound) => {
  const [line] =
    look(`import { generateText, stepCountIs, isStepCount, isLoopFinished, hasToolCall } from 'ai'
    const LIMIT = 12
    generateText({ model, prompt, tools: { run: { inputSchema: schema, execute: () => 1 } }, ${option} })`)
  expect(`${line} `).toContain(`bound=${bound} `)
})

it('sees agents: constructors, classes, factories, and who runs them', () => {
  expect(
    look({
      'agent.ts': `import { ToolLoopAgent, Experimental_Agent as Agent, Output, tool, isStepCount } from 'ai'
        export const helper = new ToolLoopAgent({ model, id: 'helper', instructions: 'You help.', tools: { look: tool({ inputSchema: schema, execute }) } })
        export const createAgent = (options) => new Agent({ model, system: 'You try.', output: Output.object({ schema }), stopWhen: isStepCount(4), ...options })
        export class Own extends ToolLoopAgent {
          constructor() { super({ model, instructions: PROMPT, prepareStep: () => ({}) }) }
        }`,
      'index.ts': `import { helper, createAgent, Own } from './agent.ts'
        import { createAgentUIStreamResponse } from 'ai'
        await helper.generate({ prompt: 'Hi', abortSignal })
        createAgent({}).stream({ messages })
        new Own().generate({ prompt })
        createAgentUIStreamResponse({ agent: helper, uiMessages: messages })`,
    }),
  ).toEqual([
    "agent ai-sdk helper :2 system='You help.' tools=(look undescribed declared by framework handler=global) bound=default 20",
    'tool :2 look undescribed declared by framework handler=global',
    "agent ai-sdk ? :3 system='You try.' schema bound=explicit 4 hooks=isStepCount(4)",
    'agent ai-sdk ? :4 system=PROMPT bound=default 20 hooks=() => ({})',
    "call ai.ToolLoopAgent.generate :3 user='Hi' signal runs=ai:ToolLoopAgent()",
    'call ai.Experimental_Agent.stream :4 messages=messages runs=ai:Experimental_Agent()',
    'call ai.ToolLoopAgent.generate :5 user=prompt runs=ai:ToolLoopAgent()',
    'call ai.createAgentUIStreamResponse :6 messages=messages runs=ai:ToolLoopAgent()',
  ])
})

it('sees durable agents, which nothing bounds by default', () => {
  expect(
    look(`import { DurableAgent } from '@workflow/ai/agent'
      const agent = new DurableAgent({ model, system: 'You stay.', tools: {} })
      await agent.stream({ messages, writable, maxSteps: 6 })`),
  ).toEqual([
    "agent ai-sdk ? :2 system='You stay.' bound=none",
    'call ai.DurableAgent.stream :3 messages=messages bound=explicit 6 runs=@workflow/ai/agent:DurableAgent()',
  ])
})

it('sees objects as answers of a schema', () => {
  expect(
    look(`const { generateObject, streamObject, generateText, Output } = await import('ai')
      generateObject({ model, schema, prompt })
      streamObject({ model, output: 'no-schema', prompt })
      generateText({ model, prompt, experimental_output: Output.object({ schema }) })
      generateText({ model, prompt, output: Output.text() })`),
  ).toEqual([
    'call ai.generateObject :2 user=prompt schema',
    'call ai.streamObject :3 user=prompt',
    'call ai.generateText :4 user=prompt schema',
    'call ai.generateText :5 user=prompt',
  ])
})

it('sees tools of the provider, of a server, of other packages, and approvals', () => {
  expect(
    look(`import { streamText, experimental_createMCPClient, dynamicTool } from 'ai'
      import { openai } from '@ai-sdk/openai'
      import { exa } from 'exa-tools'
      const client = await experimental_createMCPClient({ transport })
      const tools = { search: openai.tools.webSearch({}), exa: exa(), pay: dynamicTool({ description: 'Pays.', inputSchema: z.any(), execute }), ...(await client.tools()) }
      tools.late = { inputSchema: schema, execute }
      streamText({ model, messages, tools, toolApproval: { pay: 'user-approval' } })`),
  ).toEqual([
    'tool :5 pay loose by framework handler=global',
    'call ai.streamText :7 messages=messages tools=(search declared by provider; exa unknown by unknown; ' +
      "pay loose by framework handler=global gate='user-approval'; late undescribed declared by framework handler=global; …)",
  ])
})

it('takes options from the callers of a wrapper', () => {
  expect(
    look(`import { generateText } from 'ai'
      const ask = ({ system, tools }) => generateText({ model, system, tools, maxSteps: 2, prompt: 'Go on.' })
      ask({ system: 'You plan.', tools: { plan: { parameters: schema, execute() {} } } })`),
  ).toEqual([
    "call ai.generateText :2 system=system user='Go on.' tools=(plan undescribed declared by framework handler=function) bound=explicit 2",
  ])
})

it('leaves look-alikes alone', () => {
  expect(
    look(`import { generateText } from './own.ts'
      import { Agent } from 'https'
      import { useChat } from '@ai-sdk/react'
      const agent = new Agent({ keepAlive: true })
      generateText({ prompt })
      agent.generate({ prompt })
      useChat({ api: '/chat' })
      tool({ inputSchema: schema })`),
  ).toEqual([])
})

it('a package that completes the options brings tools; a chat that posts again is the loop of its route', () => {
  const lines = seen(
    {
      'chat.tsx': `import { useChat } from '@ai-sdk/react'
        export const Chat = () => useChat({ maxSteps: 7 })`,
      'app/api/chat/route.ts': `import { streamText, tool, stepCountIs } from 'ai'
        import { kit } from 'toolkit'
        export async function POST(request) {
          streamText({ model, messages, tools: { day: tool({ inputSchema: schema, execute: () => 1 }) } })
          return streamText(await kit.enhance({ model, messages, stopWhen: stepCountIs(5) }))
        }`,
    },
    [aiSdk],
  )
  expect(lines.filter((line) => line.startsWith('call'))).toEqual([
    'call ai.streamText :4 messages=messages tools=(day undescribed declared by framework handler=function) bound=explicit 7',
    'call ai.streamText :5 messages=messages tools=(…) bound=explicit 5 hooks=stepCountIs(5)',
  ])
})
