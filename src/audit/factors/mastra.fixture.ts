// An agent of Mastra that plans journeys: the framework keeps the history, a booking asks for approval.
import { manifest, type Sources } from './sources.fixture.ts'

const agent = `import { readFileSync } from 'node:fs'
import { Agent } from '@mastra/core/agent'
import { LibSQLStore } from '@mastra/libsql'
import { Memory } from '@mastra/memory'
import { bookTrain, findTrains } from './tools.ts'

export const traveller = new Agent({
  name: 'traveller',
  instructions: readFileSync(new URL('../prompts/journeys/system.md', import.meta.url), 'utf8'),
  model: 'openai/gpt-5',
  tools: { findTrains, bookTrain },
  memory: new Memory({ storage: new LibSQLStore({ url: 'file:journeys.db' }), options: { lastMessages: 12 } }),
})
`

const tools = `import { createTool } from '@mastra/core/tools'
import { z } from 'zod'

const failed = (error: unknown) => ({
  success: false,
  error: (error instanceof Error ? error.message : 'failed').slice(0, 160),
})

export const findTrains = createTool({
  id: 'find-trains',
  description: 'Find up to three trains between two towns',
  inputSchema: z.object({ from: z.string().describe('Town'), to: z.string().describe('Town') }),
  execute: async ({ context }) => {
    try {
      const response = await fetch('https://rail.example/trains?from=' + context.from + '&to=' + context.to)
      const trains = (await response.json()) as { id: string; leaves: string }[]
      return { success: true, data: trains.slice(0, 3) }
    } catch (error) {
      return failed(error)
    }
  },
})

export const bookTrain = createTool({
  id: 'book-train',
  description: 'Book a train; the traveller approves it',
  inputSchema: z.object({ train: z.string().describe('Id of the train') }),
  requireApproval: true,
  execute: async ({ context }) => {
    try {
      const response = await fetch('https://rail.example/bookings', { method: 'POST', body: JSON.stringify(context) })
      return { success: true, data: response.headers.get('location') }
    } catch (error) {
      return failed(error)
    }
  },
})
`

const cli = `import { traveller } from './agent.ts'

const [, , thread, ...words] = process.argv
try {
  const memory = { thread: thread!, resource: 'journeys' }
  const answer = await traveller.generate(JSON.stringify({ wish: words.join(' ') }), { maxSteps: 8, memory })
  console.log(answer.text)
} catch {
  console.log('The assistant is out of order.')
}
`

export const journeys: Sources = {
  'package.json': manifest('journeys', { bin: 'src/cli.ts' }),
  'prompts/journeys/system.md':
    'You plan journeys by train. Offer at most three trains, and book what was chosen.\n',
  'src/agent.ts': agent,
  'src/tools.ts': tools,
  'src/cli.ts': cli,
}
