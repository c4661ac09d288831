import { notes } from '../mcp.fixture.ts'
import { edited, manifest, type Sources } from '../sources.fixture.ts'

export const green = edited(
  notes,
  "(error instanceof Error ? error.message : 'failed').slice(0, 160)",
  "error instanceof McpError ? 'wrong arguments: ' + error.message.slice(0, 160) : 'the server does not answer; do not try again'",
)

export const red = notes

// Told apart by nobody: nothing can fail between two steps.
export const trap: Sources = {
  'package.json': manifest('titles'),
  'prompts/titles/system.md': 'You find a title for a story, of at most six words.\n',
  'src/index.ts': `import { readFileSync } from 'node:fs'
import { generateText } from 'ai'

const system = readFileSync(new URL('../prompts/titles/system.md', import.meta.url), 'utf8')

export async function title(story: string): Promise<string> {
  const { text } = await generateText({ model: 'openai/gpt-5-mini', system, prompt: story })
  return text
}
`,
}
