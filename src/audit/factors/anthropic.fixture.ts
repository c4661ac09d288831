// An own loop over the Anthropic SDK that answers questions about a warehouse: tools that only look, no person asked.
import { manifest, type Sources } from './sources.fixture.ts'

const agent = `import { readFile } from 'node:fs/promises'
import Anthropic from '@anthropic-ai/sdk'
import { definitions, runTool } from './tools.ts'

const anthropic = new Anthropic()
const MOST_TURNS = 10
const MOST_MESSAGES = 30
const LONGEST_RESULT = 4_000

export async function look(task: string, signal: AbortSignal): Promise<string> {
  const system = await readFile(new URL('../prompts/warehouse/system.md', import.meta.url), 'utf8')
  const messages: Anthropic.MessageParam[] = [{ role: 'user', content: JSON.stringify({ task }) }]
  let failures = 0
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    let reply
    try {
      reply = await anthropic.messages.create(
        { model: 'claude-sonnet-4-5', max_tokens: 1024, system, messages: messages.slice(-MOST_MESSAGES), tools: definitions },
        { signal },
      )
    } catch {
      return 'The provider does not answer.'
    }
    const choice = reply.content.find((block) => block.type === 'tool_use')
    if (!choice) return reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    messages.push({ role: 'assistant', content: reply.content })
    const result = await runTool(choice.name, choice.input, signal)
    failures = result.success ? 0 : failures + 1
    if (failures >= 3) return 'Stopped: three tools have failed in a row.'
    const content = JSON.stringify(result).slice(0, LONGEST_RESULT)
    messages.push({ role: 'user', content: [{ type: 'tool_result', tool_use_id: choice.id, content, is_error: !result.success }] })
  }
  return 'Stopped: too many turns.'
}
`

const tools = `import type Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'

const countStock = z.object({ article: z.string().describe('Number of the article') })
const findShelf = z.object({ article: z.string().describe('Number of the article'), hall: z.enum(['north', 'south']).describe('The hall') })

export const definitions = [
  { name: 'count_stock', description: 'How many pieces of an article there are', input_schema: z.toJSONSchema(countStock) },
  { name: 'find_shelf', description: 'On which shelf an article lies', input_schema: z.toJSONSchema(findShelf) },
] as Anthropic.Tool[]

export interface Result {
  readonly success: boolean
  readonly data?: unknown
  readonly error?: string
}

export async function runTool(name: string, input: unknown, signal: AbortSignal): Promise<Result> {
  try {
    switch (name) {
      case 'count_stock': {
        const { article } = countStock.parse(input)
        const response = await fetch('https://stock.example/articles/' + article, { signal })
        const { pieces } = (await response.json()) as { pieces: number }
        return { success: true, data: { pieces } }
      }
      case 'find_shelf': {
        const { article, hall } = findShelf.parse(input)
        const response = await fetch('https://stock.example/' + hall + '/' + article, { signal })
        const { shelf } = (await response.json()) as { shelf: string }
        return { success: true, data: { shelf } }
      }
      default:
        return { success: false, error: 'there is no tool ' + name }
    }
  } catch (error) {
    return { success: false, error: (error instanceof Error ? error.message : 'failed').slice(0, 160) }
  }
}
`

export const warehouse: Sources = {
  'package.json': manifest('warehouse', { main: 'src/agent.ts' }),
  'prompts/warehouse/system.md':
    'You answer questions about a warehouse. Look everything up; guess nothing.\n',
  'src/agent.ts': agent,
  'src/tools.ts': tools,
}
