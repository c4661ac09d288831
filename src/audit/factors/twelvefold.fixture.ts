// An agent of this package that settles claims of travellers.
import { manifest, type Sources } from './sources.fixture.ts'

const agent = `import { approvals, contextWindow, defineAgent, doneForNow, limits, requestHumanInput, standardLoop, type Thread } from 'twelvefold'
import { findTrip, payClaim } from './tools.ts'

const payments = ({ tool }: { tool: string }) => tool === 'pay_claim'

export const claims = defineAgent({
  name: 'claims',
  prompt: 'claims/next-step',
  model: 'anthropic/claude-sonnet-4-5',
  tools: [findTrip, payClaim, requestHumanInput, doneForNow],
  context: contextWindow({ budget: 4_000 }),
  decide: (thread: Thread) =>
    limits(thread, { steps: 12, consecutiveErrors: 3 }) ??
    approvals(thread, payments, { to: 'claims-desk', deadline: '1d', escalateTo: ['head-of-claims'] }) ??
    standardLoop(thread),
})
`

const tools = `import { defineTool } from 'twelvefold'
import { z } from 'zod'

export const findTrip = defineTool({
  name: 'find_trip',
  description: 'Find a trip by its number',
  input: z.object({ trip: z.string().describe('Number of the trip') }),
  output: z.object({ delay: z.number().describe('Minutes of delay') }),
  effect: 'read',
  run: async ({ trip }) => {
    const response = await fetch('https://trips.example/trips/' + trip)
    const { delay } = (await response.json()) as { delay: number }
    return { success: true, data: { delay } }
  },
})

export const payClaim = defineTool({
  name: 'pay_claim',
  description: 'Pay money to a traveller; the claims desk approves it',
  input: z.object({ trip: z.string().describe('Number of the trip'), euros: z.number().describe('How much') }),
  output: z.object({ payment: z.string().describe('Id of the payment') }),
  effect: 'once',
  run: async (input, { idempotencyKey }) => {
    const headers = { 'Idempotency-Key': idempotencyKey }
    const response = await fetch('https://bank.example/payments', { method: 'POST', headers, body: JSON.stringify(input) })
    const { id } = (await response.json()) as { id: string }
    return { success: true, data: { payment: id } }
  },
})
`

export const claims: Sources = {
  'package.json': manifest('claims', { main: 'src/agent.ts' }),
  'prompts/claims/next-step.md': 'You settle claims of travellers. Find the trip before you pay anything.\n',
  'src/agent.ts': agent,
  'src/tools.ts': tools,
}
