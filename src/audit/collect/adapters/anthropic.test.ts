import { expect, it } from 'vitest'
import { anthropic } from './anthropic.ts'
import { seen } from './look-at-source.fixture.ts'

const look = (source: string | Record<string, string>): string[] => seen(source, [anthropic])

it('sees a message with tools in the call', () => {
  expect(
    look(`import Anthropic from '@anthropic-ai/sdk'
      const client = new Anthropic({ apiKey })
      for (;;) {
        const reply = await client.messages.create({
          model, system: 'You add.', messages, max_tokens: 100,
          tools: [{ name: 'add', description: 'Adds.', input_schema: { type: 'object' } }],
        }, { signal, maxRetries: 1 })
      }`),
  ).toEqual([
    `call anthropic.messages.create :4 system='You add.' messages=messages tools=(add declared by code) signal retries=set`,
  ])
})

it('follows the client through a class, a parameter and a factory', () => {
  expect(
    look({
      'client.ts': `import { Anthropic } from '@anthropic-ai/sdk'
        export const createClient = () => new Anthropic()`,
      'agent.ts': `import type Anthropic from '@anthropic-ai/sdk'
        import { createClient } from './client.ts'
        class Bot {
          constructor(private readonly api: Anthropic, private other = createClient()) {}
          one() { return this.api.messages.create({ messages: this.history }) }
          two() { return this.other.beta.messages.stream({ system: [{ type: 'text', text: 'Be brief.' }], messages: [] }) }
        }
        export const ask = (client: Anthropic) => client.messages.stream({ messages: [] })`,
    }),
  ).toEqual([
    'call anthropic.messages.create :5 messages=this.history',
    `call anthropic.beta.messages.stream :6 system=[{ type: 'text', text: 'Be brie… messages=[]`,
    'call anthropic.messages.stream :8 messages=[]',
  ])
})

it.each(['bedrock-sdk', 'vertex-sdk'])('knows the client of %s', (name) => {
  expect(
    look(`import Client from '@anthropic-ai/${name}'
      await new Client().messages.create({ messages })`),
  ).toEqual(['call anthropic.messages.create :2 messages=messages'])
})

it('sees that a forced tool is a schema for the answer', () => {
  expect(
    look(`const Anthropic = require('@anthropic-ai/sdk')
      const client = new Anthropic()
      client.messages.create({ messages, tools: [{ name: 'rate', input_schema: schema }], tool_choice: { type: 'tool', name: 'rate' } })
      client.messages.create({ messages, tools: [{ name: 'rate', input_schema: schema }], tool_choice: { type: 'auto' } })
      client.beta.messages.parse({ messages, output_format: betaZodOutputFormat(schema) })`),
  ).toEqual([
    'call anthropic.messages.create :3 messages=messages tools=(rate undescribed declared by code) schema',
    'call anthropic.messages.create :4 messages=messages tools=(rate undescribed declared by code)',
    'call anthropic.beta.messages.parse :5 messages=messages schema',
  ])
})

it('sees the loop of the tool runner, its bound and its words', () => {
  const runner = (bound: string): string => `import Anthropic from '@anthropic-ai/sdk'
    import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod'
    const add = betaZodTool({ name: 'add', description: 'Adds.', inputSchema: schema, run: async ({ a, b }) => String(a + b) })
    const client = new Anthropic()
    await client.beta.messages.toolRunner({ messages, tools: [add]${bound} })`
  const [unbounded] = look(runner(''))
  expect(unbounded).toBe(
    'call anthropic.beta.messages.toolRunner :5 messages=messages tools=(add declared by framework handler=function) bound=none',
  )
  expect(look(runner(', max_iterations: 5'))).toEqual([
    'call anthropic.beta.messages.toolRunner :5 messages=messages tools=(add declared by framework handler=function) bound=explicit 5',
    'text :5 tool runner: "Error: " and the message',
  ])
})

it('tells tools that the provider runs from those that the client runs', () => {
  expect(
    look(`import Anthropic from '@anthropic-ai/sdk'
      const tools = [{ type: 'bash_20250124', name: 'bash' }]
      tools.push({ type: 'web_search_20250305', name: 'web_search' })
      new Anthropic().messages.create({ messages, tools, mcp_servers: servers })`),
  ).toEqual([
    'call anthropic.messages.create :4 messages=messages tools=(bash declared by code; web_search declared by provider; …)',
  ])
})

it('leaves look-alikes alone', () => {
  expect(
    look(`import Twilio from 'twilio'
      import Anthropic from '@anthropic-ai/sdk'
      import { Anthropic as Own } from './own.ts'
      new Twilio(sid, token).messages.create({ body: 'Your code is 123', to })
      new Anthropic().messages.countTokens({ messages })
      new Own().messages.create({ messages })
      const client = { messages: { create() {} } }
      client.messages.create({ messages })`),
  ).toEqual([])
})
