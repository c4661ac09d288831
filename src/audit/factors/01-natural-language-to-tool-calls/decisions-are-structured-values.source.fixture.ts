import { edited, manifest, type Sources } from '../sources.fixture.ts'

const comments = `export async function hide(comment: string): Promise<void> {
  await fetch('https://forum.example/comments/' + comment, { method: 'DELETE' })
}
`

export const green: Sources = {
  'package.json': manifest('moderation'),
  'prompts/moderation/system.md':
    'You moderate the comments of a forum. Hide insults and advertisements only.\n',
  'src/comments.ts': comments,
  'src/index.ts': `import { readFile } from 'node:fs/promises'
import { generateObject } from 'ai'
import { z } from 'zod'
import { hide } from './comments.ts'

export async function moderate(id: string, comment: string): Promise<void> {
  const system = await readFile(new URL('../prompts/moderation/system.md', import.meta.url), 'utf8')
  const { object } = await generateObject({
    model: 'openai/gpt-5-mini',
    schema: z.object({ verdict: z.enum(['show', 'hide']).describe('What to do') }),
    system,
    prompt: JSON.stringify({ comment }),
  })
  if (object.verdict === 'hide') await hide(id)
}
`,
}

// The same decision, read out of prose.
export const red = {
  ...green,
  'src/index.ts': `import { readFile } from 'node:fs/promises'
import { generateText } from 'ai'
import { hide } from './comments.ts'

export async function moderate(id: string, comment: string): Promise<void> {
  const system = await readFile(new URL('../prompts/moderation/system.md', import.meta.url), 'utf8')
  const { text } = await generateText({ model: 'openai/gpt-5-mini', system, prompt: JSON.stringify({ comment }) })
  if (text.toLowerCase().includes('hide')) await hide(id)
}
`,
}

// A pattern over prose, too: but over what a person wrote, not the model.
export const trap = edited(
  green,
  '  const { object } = await generateObject({',
  "  if (comment.toLowerCase().includes('http://')) return hide(id)\n  const { object } = await generateObject({",
)
