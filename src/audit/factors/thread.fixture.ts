// An own loop over the Responses API that plans a garden: one object holds a run, which is stored after each step.
import { manifest, type Sources } from './sources.fixture.ts'

const agent = `import { readFileSync } from 'node:fs'
import OpenAI from 'openai'
import { save, type Thread } from './store.ts'
import { definitions, runTool } from './tools.ts'

const openai = new OpenAI()
const instructions = readFileSync(new URL('../prompts/garden/system.md', import.meta.url), 'utf8')

export async function plan(thread: Thread): Promise<Thread> {
  for (let step = 0; step < 12; step++) {
    if (thread.events.at(-1)?.type === 'ended') return thread
    const response = await openai.responses.create({
      model: 'gpt-5',
      instructions,
      input: thread.events.slice(-30).map(({ type, data }) => ({ role: 'user' as const, content: JSON.stringify({ type, data }) })),
      tools: definitions,
    })
    const call = response.output.find((item) => item.type === 'function_call')
    if (!call) {
      thread.events.push({ v: 1, type: 'ended', data: response.output_text })
      await save(thread)
      return thread
    }
    thread.events.push({ v: 1, type: 'chosen', data: call })
    try {
      thread.events.push({ v: 1, type: 'answered', data: await runTool(call.name, JSON.parse(call.arguments)) })
    } catch (error) {
      thread.events.push({ v: 1, type: 'failed', data: (error instanceof Error ? error.message : 'failed').slice(0, 160) })
    }
    await save(thread)
    if (thread.events.filter(({ type }) => type === 'failed').length >= 3) return thread
  }
  return thread
}

export function fork(thread: Thread, length: number, id: string): Thread {
  return { id, events: thread.events.slice(0, length) }
}
`

const tools = `import { z } from 'zod'

const findPlant = z.object({ name: z.string().describe('Name of the plant') })
const measureBed = z.object({ bed: z.string().describe('Name of the bed') })

export const definitions = [
  { type: 'function' as const, name: 'find_plant', description: 'What a plant needs', parameters: z.toJSONSchema(findPlant), strict: true },
  { type: 'function' as const, name: 'measure_bed', description: 'How large a bed is', parameters: z.toJSONSchema(measureBed), strict: true },
]

export async function runTool(name: string, input: unknown): Promise<{ success: boolean; data: unknown }> {
  switch (name) {
    case 'find_plant': {
      const response = await fetch('https://plants.example/' + findPlant.parse(input).name)
      const { light, water } = (await response.json()) as { light: string; water: string }
      return { success: true, data: { light, water } }
    }
    case 'measure_bed': {
      const response = await fetch('https://garden.example/beds/' + measureBed.parse(input).bed)
      const { width, length } = (await response.json()) as { width: number; length: number }
      return { success: true, data: { width, length } }
    }
    default:
      return { success: false, data: 'there is no tool ' + name }
  }
}
`

const store = `import { Redis } from 'ioredis'

export interface Thread {
  readonly id: string
  readonly events: { v: 1; type: string; data: unknown }[]
}

const redis = new Redis()

export async function load(id: string): Promise<Thread> {
  return JSON.parse((await redis.get('garden:' + id)) ?? '{"events":[]}') as Thread
}

export async function save(thread: Thread): Promise<void> {
  await redis.set('garden:' + thread.id, JSON.stringify(thread))
}
`

const server = `import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { plan } from './agent.ts'
import { load } from './store.ts'

const app = new Hono()

app.post('/gardens', async (context) => {
  const id = randomUUID()
  try {
    await plan({ id, events: [{ v: 1, type: 'wished', data: (await context.req.json()).wish }] })
  } catch {
    return context.json({ id, error: 'the run has failed' }, 502)
  }
  return context.json({ id })
})

app.get('/gardens/:id', async (context) => {
  const thread = await load(context.req.param('id'))
  return context.text(thread.events.map(({ type, data }) => '- ' + type + ': ' + JSON.stringify(data)).join('\\n'))
})

export default app
`

export const garden: Sources = {
  'package.json': manifest('garden', { main: 'src/server.ts' }),
  'prompts/garden/system.md': 'You plan the beds of a garden. Measure first, then choose plants that fit.\n',
  'src/agent.ts': agent,
  'src/tools.ts': tools,
  'src/store.ts': store,
  'src/server.ts': server,
}
