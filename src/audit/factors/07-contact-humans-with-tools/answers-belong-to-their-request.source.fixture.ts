import { domains } from '../openai-agents.fixture.ts'
import { edited, manifest, type Sources } from '../sources.fixture.ts'

export const green: Sources = {
  'package.json': manifest('grants', { main: 'src/functions.ts' }),
  'prompts/grants/system.md': 'You read an application for a grant, and propose a sum of euros.\n',
  'src/functions.ts': `import { readFileSync } from 'node:fs'
import { generateObject } from 'ai'
import { Inngest } from 'inngest'
import { z } from 'zod'

const inngest = new Inngest({ id: 'grants' })
const system = readFileSync(new URL('../prompts/grants/system.md', import.meta.url), 'utf8')
const schema = z.object({ euros: z.number().describe('The sum') })

async function propose(application: string) {
  const { object } = await generateObject({ model: 'openai/gpt-5', schema, system, prompt: application })
  return object
}

async function summarise(application: string) {
  const { object } = await generateObject({ model: 'openai/gpt-5-mini', schema: z.object({ summary: z.string() }), prompt: application })
  return object
}

export const grant = inngest.createFunction({ id: 'grant' }, { event: 'grant/applied' }, async ({ event, step }) => {
  const proposal = await step.run('propose', () => propose(event.data.application))
  const { summary } = await step.run('summarise', () => summarise(event.data.application))
  await step.sendEvent('ask', { name: 'grant/asked', data: { application: event.data.id, proposal, summary } })
  const answer = await step.waitForEvent('decision', { event: 'grant/decided', timeout: '7d', match: 'data.id' })
  return { id: event.data.id, euros: answer?.data.approved ? proposal.euros : 0 }
})
`,
}

// Any decision now answers any application.
export const red = edited(green, ", match: 'data.id'", '')

// No id of a request in sight: the SDK gives each interruption one, and takes the decision with it.
export const trap = domains
