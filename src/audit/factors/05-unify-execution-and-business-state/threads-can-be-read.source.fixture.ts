import { edited } from '../sources.fixture.ts'
import { garden } from '../thread.fixture.ts'

export const green = garden

export const red = edited(
  garden,
  "return context.text(thread.events.map(({ type, data }) => '- ' + type + ': ' + JSON.stringify(data)).join('\\n'))",
  'return context.json({ steps: thread.events.length })',
)

// No page of its own: a trace view shows each run.
export const trap = edited(
  red,
  "import OpenAI from 'openai'",
  "import { observeOpenAI } from 'langfuse'\nimport OpenAI from 'openai'",
)
