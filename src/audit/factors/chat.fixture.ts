// A chat at the terminal about what to cook: each question of a person is one turn of the conversation.
import { manifest, type Sources } from './sources.fixture.ts'

export const kitchenChat: Sources = {
  'package.json': manifest('kitchen', { bin: 'src/index.ts' }),
  'prompts/kitchen/system.md': 'You help people to decide what to cook. Ask what is in the fridge.\n',
  'src/index.ts': `import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { generateText, type ModelMessage, stepCountIs } from 'ai'
import { findRecipe } from './tools.ts'

const system = readFileSync(new URL('../prompts/kitchen/system.md', import.meta.url), 'utf8')

async function chat(): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  let messages: ModelMessage[] = []
  for (;;) {
    const question = await terminal.question('> ')
    if (question === 'bye') break
    messages = [...messages, { role: 'user', content: question }]
    try {
      const { text, response } = await generateText({ model: 'openai/gpt-5', system, messages, tools: { findRecipe }, stopWhen: stepCountIs(5) })
      messages = [...messages, ...response.messages].slice(-30)
      console.log(text)
    } catch {
      console.log('The kitchen is closed for a moment. Please ask again.')
    }
  }
  terminal.close()
}

await chat()
`,
  'src/tools.ts': `import { tool } from 'ai'
import { z } from 'zod'

export const findRecipe = tool({
  description: 'Find recipes with an ingredient',
  inputSchema: z.object({ ingredient: z.string().describe('One ingredient') }),
  execute: async ({ ingredient }) => {
    try {
      const response = await fetch('https://recipes.example/?with=' + encodeURIComponent(ingredient))
      const recipes = (await response.json()) as { name: string }[]
      return { success: true as const, data: recipes.slice(0, 3).map(({ name }) => name) }
    } catch (error) {
      return { success: false as const, error: (error instanceof Error ? error.message : 'failed').slice(0, 160) }
    }
  },
})
`,
}
