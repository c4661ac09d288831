import { edited, manifest, type Sources } from '../sources.fixture.ts'

export const green: Sources = {
  'package.json': manifest('front-desk'),
  'prompts/desk/front.md': 'You find out what a guest wants, and hand over.\n',
  'prompts/desk/rooms.md': 'You answer questions about rooms.\n',
  'src/index.ts': `import { readFileSync } from 'node:fs'
import { Agent, run } from '@openai/agents'

const prompt = (name: string): string => readFileSync(new URL('../prompts/desk/' + name + '.md', import.meta.url), 'utf8')

const rooms = new Agent({ name: 'rooms', instructions: prompt('rooms') })
const front = new Agent({ name: 'front', instructions: prompt('front'), handoffs: [rooms] })

export async function answer(question: string): Promise<unknown> {
  const result = await run(front, question)
  return result.finalOutput
}
`,
}

const circle = edited(
  green,
  "const front = new Agent({ name: 'front', instructions: prompt('front'), handoffs: [rooms] })\n",
  "const front = new Agent({ name: 'front', instructions: prompt('front'), handoffs: [rooms] })\nrooms.handoffs.push(front)\n",
)

export const red = edited(circle, 'run(front, question)', 'run(front, question, { maxTurns: null })')

// The same way back: a bound of turns ends it.
export const trap = edited(circle, 'run(front, question)', 'run(front, question, { maxTurns: 6 })')
