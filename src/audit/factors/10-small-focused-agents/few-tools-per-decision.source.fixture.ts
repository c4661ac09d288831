import { kitchenChat } from '../chat.fixture.ts'
import { edited } from '../sources.fixture.ts'

const countries = Array.from({ length: 22 }, (_, index) => `kitchen${index}`)

export const green = kitchenChat

export const red = edited(
  edited(kitchenChat, 'tools: { findRecipe }', `tools: { findRecipe, ${countries.join(', ')} }`),
  "import { findRecipe } from './tools.ts'",
  `import { findRecipe } from './tools.ts'\nimport { ${countries.join(', ')} } from './kitchens.ts'`,
)
const kitchens = {
  'src/kitchens.ts': `import { tool } from 'ai'
import { z } from 'zod'

${countries
  .map(
    (name) => `export const ${name} = tool({
  description: 'Dishes of ${name}',
  inputSchema: z.object({ course: z.string().describe('Which course') }),
  execute: async ({ course }) => ({ success: true as const, data: course }),
})`,
  )
  .join('\n\n')}
`,
}
Object.assign(red, kitchens)

// As many tools: one request is offered one of them.
export const trap = { ...kitchenChat, ...kitchens }
