import { warehouse } from '../anthropic.fixture.ts'
import { manifest, type Sources } from '../sources.fixture.ts'
import { claims } from '../twelvefold.fixture.ts'

export const green = claims

export const red = warehouse

// Records nothing: it sends the words of its caller, and has no prompt.
export const trap: Sources = {
  'package.json': manifest('tags'),
  'src/index.ts': `import { generateObject } from 'ai'
import { z } from 'zod'

const schema = z.object({ tags: z.array(z.enum(['sport', 'music', 'travel'])).describe('What it is about') })

export async function tag(text: string): Promise<string[]> {
  const { object } = await generateObject({ model: 'openai/gpt-5-mini', schema, prompt: text })
  return object.tags
}
`,
}
