import { roomBooking } from '../openai.fixture.ts'
import { edited, manifest, type Sources } from '../sources.fixture.ts'

export const green = roomBooking

export const red = edited(roomBooking, 'return same.length === 3', 'return false')

// Two requests in a row: nothing could turn in place.
export const trap: Sources = {
  'package.json': manifest('captions'),
  'prompts/captions/describe.md': 'You describe a picture for people who cannot see it.\n',
  'prompts/captions/shorten.md': 'You shorten a description to a caption of at most eight words.\n',
  'src/index.ts': `import { readFileSync } from 'node:fs'
import { generateText } from 'ai'

const prompt = (name: string): string => readFileSync(new URL('../prompts/captions/' + name + '.md', import.meta.url), 'utf8')

async function describe(link: string): Promise<string> {
  const { text } = await generateText({ model: 'openai/gpt-5', system: prompt('describe'), prompt: link })
  return text
}

async function shorten(description: string): Promise<string> {
  const { text } = await generateText({ model: 'openai/gpt-5-mini', system: prompt('shorten'), prompt: description })
  return text
}

export async function caption(link: string): Promise<string> {
  return shorten(await describe(link))
}
`,
}
