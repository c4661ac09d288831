import { edited } from '../sources.fixture.ts'
import { garden } from '../thread.fixture.ts'

export const green = garden

export const red = edited(
  edited(garden, 'const openai = new OpenAI()\n', 'const openai = new OpenAI()\nlet retries = 0\n'),
  "if (thread.events.filter(({ type }) => type === 'failed').length >= 3) return thread",
  'retries += 1\n    if (retries >= 3) return thread',
)

// A counter, too: it ends with the loop that counts, and says nothing about the run.
export const trap = edited(
  edited(
    garden,
    'const response = await openai.responses',
    'thinking += 1\n    const response = await openai.responses',
  ),
  'for (let step = 0; step < 12; step++) {',
  'let thinking = 0\n  for (let step = 0; step < 12; step++) {',
)
