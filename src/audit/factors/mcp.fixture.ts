// An own loop whose tools are those of an MCP server: a notebook that is searched.
import { manifest, type Sources } from './sources.fixture.ts'

const agent = `import { readFileSync } from 'node:fs'
import Anthropic from '@anthropic-ai/sdk'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'

const anthropic = new Anthropic()
const system = readFileSync(new URL('../prompts/notes/system.md', import.meta.url), 'utf8')
const MOST_TURNS = 8

export async function search(question: string): Promise<string> {
  const client = new Client({ name: 'notes', version: '1.0.0' })
  await client.connect(new StdioClientTransport({ command: 'notes-server' }))
  const { tools } = await client.listTools()
  const offered = tools.map(({ name, description, inputSchema }) => ({ name, description, input_schema: inputSchema }))
  const messages: Anthropic.MessageParam[] = [{ role: 'user', content: question }]
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const reply = await anthropic.messages.create({
      model: 'claude-sonnet-4-5',
      max_tokens: 1024,
      system,
      messages: messages.slice(-20),
      tools: offered as Anthropic.Tool[],
    })
    messages.push({ role: 'assistant', content: reply.content })
    const choice = reply.content.find((block) => block.type === 'tool_use')
    if (!choice) return reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    try {
      const result = await client.callTool({ name: choice.name, arguments: choice.input as Record<string, unknown> })
      const content = JSON.stringify(result.content).slice(0, 4_000)
      messages.push({ role: 'user', content: [{ type: 'tool_result', tool_use_id: choice.id, content }] })
    } catch (error) {
      const content = (error instanceof Error ? error.message : 'failed').slice(0, 160)
      messages.push({ role: 'user', content: [{ type: 'tool_result', tool_use_id: choice.id, content, is_error: true }] })
    }
  }
  return 'Stopped: too many turns.'
}
`

export const notes: Sources = {
  'package.json': manifest('notes', { main: 'src/agent.ts' }),
  'prompts/notes/system.md': 'You search the notes of a team. Say in which note you have found it.\n',
  'src/agent.ts': agent,
}
