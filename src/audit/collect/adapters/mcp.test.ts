import { expect, it } from 'vitest'
import { anthropic } from './anthropic.ts'
import { seen } from './look-at-source.fixture.ts'
import { mcp } from './mcp.ts'

it('sees the tools of a server where they are made into tools of a model, and where they are run', () => {
  const lines = seen(
    `import Anthropic from '@anthropic-ai/sdk'
     import { Client } from '@modelcontextprotocol/sdk/client/index.js'
     class Host {
       private client = new Client({ name: 'host' })
       private model = new Anthropic()
       private tools = []
       async connect() {
         const listed = await this.client.listTools()
         this.tools = listed.tools.map((tool) => ({ name: tool.name, input_schema: tool.inputSchema }))
       }
       async ask(messages) {
         const answer = await this.model.messages.create({ messages, tools: this.tools })
         return this.client.callTool({ name: answer.name, arguments: answer.input })
       }
     }`,
    [anthropic, mcp],
  )
  expect(lines).toEqual([
    'call anthropic.messages.create :12 messages=messages tools=(tool undescribed dynamic by code)',
    'dispatch :13',
  ])
})

it('sees servers as a way in, what they ask of a model and of a person', () => {
  const lines = seen(
    `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
     const server = new McpServer({ name: 'desk' })
     server.registerTool('ask', { inputSchema }, async ({ text }) => {
       const sure = await server.server.elicitInput({ message: 'Sure?' })
       return server.server.createMessage({ systemPrompt: 'Be brief.', messages: [{ role: 'user', content: text }] })
     })`,
    [mcp],
  )
  expect(lines).toEqual([
    'trigger :3 mcp handlers=1',
    'human :4 approval awaited',
    "call mcp.createMessage :5 system='Be brief.' messages=[{ role: 'user', content: text … retries=none",
  ])
})

it('sees tools that other libraries list', () => {
  const lines = seen(
    `import { experimental_createMCPClient } from 'ai'
     import { MultiServerMCPClient } from '@langchain/mcp-adapters'
     const client = await experimental_createMCPClient({ transport })
     const tools = await client.tools()
     const more = await new MultiServerMCPClient({}).getTools()`,
    [mcp],
  )
  expect(lines).toEqual(['tool :4 mcp dynamic by framework', 'tool :5 mcp dynamic by framework'])
})

it('leaves look-alikes alone', () => {
  const lines = seen(
    `import { Client } from 'pg'
     import { Server } from 'node:http'
     const client = new Client(); client.callTool({}); client.listTools()
     new Server().setRequestHandler('a', () => 1)`,
    [mcp],
  )
  expect(lines).toEqual([])
})
