import { newsletter } from '../ai-sdk.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'
import { edited } from '../sources.fixture.ts'

const served = {
  ...warehouse,
  'package.json': warehouse['package.json']!.replace('src/agent.ts', 'src/server.ts'),
  'src/server.ts': `import express from 'express'
import { look } from './agent.ts'

const app = express()
app.use(express.json())
app.post('/questions', async (request, response) => {
  response.json({ text: await look(String(request.body.text), AbortSignal.timeout(60_000)) })
})
app.listen(3000)
`,
}

export const green = newsletter

export const red = edited(
  edited(
    edited(
      served,
      'look(String(request.body.text), AbortSignal.timeout(60_000))',
      'look(request, AbortSignal.timeout(60_000))',
    ),
    'export async function look(task: string, signal: AbortSignal): Promise<string> {',
    'export async function look(request: Request, signal: AbortSignal): Promise<string> {\n  const task = String(request.body.text)',
  ),
  "import Anthropic from '@anthropic-ai/sdk'\nimport { definitions",
  "import Anthropic from '@anthropic-ai/sdk'\nimport type { Request } from 'express'\nimport { definitions",
)

// A server beside it: the agent gets a text and a signal.
export const trap = served
