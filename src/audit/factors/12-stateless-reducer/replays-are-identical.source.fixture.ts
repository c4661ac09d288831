import { edited, manifest, type Sources } from '../sources.fixture.ts'

const apart =
  '    const results = await Promise.all(calls.map((call) => read(call.input)))\n    for (const [index, call] of calls.entries()) found.push(answered(call.id, results[index]!))\n'

export const green: Sources = {
  'package.json': manifest('press'),
  'prompts/press/system.md': 'You collect what newspapers say about a topic. Read several at once.\n',
  'src/read.ts': `import { z } from 'zod'

const input = z.object({ link: z.string() })

export async function read(given: unknown): Promise<string> {
  const response = await fetch(input.parse(given).link)
  return (await response.text()).slice(0, 2_000)
}
`,
  'src/index.ts': `import { readFileSync } from 'node:fs'
import Anthropic from '@anthropic-ai/sdk'
import { read } from './read.ts'

const anthropic = new Anthropic()
const system = readFileSync(new URL('../prompts/press/system.md', import.meta.url), 'utf8')
const tools: Anthropic.Tool[] = [
  { name: 'read', description: 'Read an article', input_schema: { type: 'object', properties: { link: { type: 'string', description: 'Its link' } } } },
]

const answered = (id: string, content: string) => ({ type: 'tool_result' as const, tool_use_id: id, content })

export async function collect(topic: string): Promise<string> {
  const messages: Anthropic.MessageParam[] = [{ role: 'user', content: topic }]
  for (let turn = 0; turn < 8; turn++) {
    const reply = await anthropic.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 1024, system, messages, tools })
    messages.push({ role: 'assistant', content: reply.content })
    const calls = reply.content.filter((block) => block.type === 'tool_use')
    if (calls.length === 0) return JSON.stringify(reply.content)
    const found: Anthropic.ToolResultBlockParam[] = []
${apart}    messages.push({ role: 'user', content: found })
  }
  return 'Stopped: too many turns.'
}
`,
}

// The same requests at once: now the fastest answer stands first.
export const red = edited(
  green,
  apart,
  '    await Promise.all(calls.map(async (call) => found.push(answered(call.id, await read(call.input)))))\n',
)

// Results come in any order, too, and are given back in the order of the calls.
export const trap = edited(
  green,
  apart,
  '    found.push(...(await Promise.all(calls.map(async (call) => answered(call.id, await read(call.input))))))\n',
)
