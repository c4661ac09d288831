// An own loop over plain requests to a model's address: it looks after the plants of an office, by hand-made JSON.
import { manifest, type Sources } from './sources.fixture.ts'

const agent = `import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { readMoisture } from './sensors.ts'

const step = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('read_moisture'), plant: z.string() }),
  z.object({ intent: z.literal('done'), report: z.string() }),
])
const format = { type: 'json_schema', json_schema: { name: 'step', strict: true, schema: z.toJSONSchema(step) } }

interface Message {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

export async function inspect(key: string, plants: readonly string[]): Promise<string> {
  const system = await readFile(new URL('../prompts/plants/system.md', import.meta.url), 'utf8')
  let messages: readonly Message[] = [{ role: 'user', content: JSON.stringify({ plants }) }]
  for (let turn = 0; turn < 15; turn++) {
    const next = await ask(key, [{ role: 'system', content: system }, ...messages.slice(-20)])
    if (next.intent === 'done') return next.report
    const seen = await readMoisture(next.plant)
    messages = [
      ...messages,
      { role: 'assistant', content: JSON.stringify(next) },
      { role: 'user', content: JSON.stringify(seen) },
    ]
  }
  return 'Stopped: too many steps.'
}

async function ask(key: string, messages: readonly Message[]) {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer ' + key, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5', messages, response_format: format }),
  })
  const { choices } = (await response.json()) as { choices: { message: { content: string } }[] }
  return step.parse(JSON.parse(choices[0]!.message.content))
}
`

const sensors = `export async function readMoisture(plant: string): Promise<{ success: boolean; data?: number; error?: string }> {
  try {
    const response = await fetch('https://sensors.example/' + encodeURIComponent(plant))
    const { moisture } = (await response.json()) as { moisture: number }
    return { success: true, data: moisture }
  } catch (error) {
    return { success: false, error: (error instanceof Error ? error.message : 'failed').slice(0, 160) }
  }
}
`

export const plants: Sources = {
  'package.json': manifest('plants', { main: 'src/agent.ts' }),
  'prompts/plants/system.md':
    'You look after the plants of an office. Read every sensor, then write a report.\n',
  'src/agent.ts': agent,
  'src/sensors.ts': sensors,
}
