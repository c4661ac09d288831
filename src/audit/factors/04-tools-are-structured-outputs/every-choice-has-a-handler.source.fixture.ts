import { warehouse } from '../anthropic.fixture.ts'
import { edited, manifest, type Sources } from '../sources.fixture.ts'

export const green = warehouse

export const red = edited(
  warehouse,
  `      case 'find_shelf': {
        const { article, hall } = findShelf.parse(input)
        const response = await fetch('https://stock.example/' + hall + '/' + article, { signal })
        const { shelf } = (await response.json()) as { shelf: string }
        return { success: true, data: { shelf } }
      }
`,
  '',
)

// No branch by name: one registry holds schemas and handlers.
export const trap: Sources = {
  'package.json': manifest('weather'),
  'prompts/weather/system.md': 'You tell sailors about wind and tide. Give numbers, no advice.\n',
  'src/tools.ts': `import { z } from 'zod'

export const tools = [
  {
    name: 'read_wind',
    description: 'Wind at a place',
    schema: z.object({ place: z.string().describe('Name of the place') }),
    run: async ({ place }: { place: string }) => (await fetch('https://sea.example/wind/' + place)).status,
  },
  {
    name: 'read_tide',
    description: 'Tide at a place',
    schema: z.object({ place: z.string().describe('Name of the place') }),
    run: async ({ place }: { place: string }) => (await fetch('https://sea.example/tide/' + place)).status,
  },
]
`,
  'src/index.ts': `import { readFileSync } from 'node:fs'
import OpenAI from 'openai'
import { zodFunction } from 'openai/helpers/zod'
import { tools } from './tools.ts'

const openai = new OpenAI()
const system = readFileSync(new URL('../prompts/weather/system.md', import.meta.url), 'utf8')

export async function tell(question: string): Promise<string | null> {
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'system', content: system },
    { role: 'user', content: question },
  ]
  for (let turn = 0; turn < 6; turn++) {
    const completion = await openai.chat.completions.create({
      model: 'gpt-5',
      messages,
      tools: tools.map(({ name, description, schema }) => zodFunction({ name, description, parameters: schema })),
    })
    const message = completion.choices[0]!.message
    messages.push(message)
    if (!message.tool_calls) return message.content
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue
      const tool = tools.find(({ name }) => name === call.function.name)
      const content = tool ? String(await tool.run(tool.schema.parse(JSON.parse(call.function.arguments)))) : 'there is no such tool'
      messages.push({ role: 'tool', tool_call_id: call.id, content })
    }
  }
  return null
}
`,
}
