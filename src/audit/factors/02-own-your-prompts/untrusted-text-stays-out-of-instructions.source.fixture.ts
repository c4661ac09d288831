import { edited, manifest, type Sources } from '../sources.fixture.ts'

export const green: Sources = {
  'package.json': manifest('translations'),
  'src/prompts.ts': `export const system = (language: string) => \`You translate the menu of a restaurant into \${language}. Keep the names of dishes.\`
`,
  'src/index.ts': `import express from 'express'
import OpenAI from 'openai'
import { system } from './prompts.ts'

const openai = new OpenAI()
const app = express()
app.use(express.json())

app.post('/menus', async (request, response) => {
  const completion = await openai.chat.completions.create({
    model: 'gpt-5-mini',
    messages: [
      { role: 'system', content: system('English') },
      { role: 'user', content: JSON.stringify({ menu: request.body.menu }) },
    ],
  })
  response.json({ text: completion.choices[0]?.message.content })
})

app.listen(3000)
`,
}

export const red = edited(green, "system('English')", 'system(request.body.language)')

// A value goes into the instructions: one that stands in this repository.
export const trap = edited(
  edited(green, "system('English')", 'system(languages[0])'),
  'const openai = new OpenAI()',
  "const languages = ['English', 'French'] as const\nconst openai = new OpenAI()",
)
