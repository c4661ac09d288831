import { warehouse } from '../anthropic.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = warehouse

export const red = edited(
  edited(
    warehouse,
    "  const messages: Anthropic.MessageParam[] = [{ role: 'user', content: JSON.stringify({ task }) }]\n",
    "  messages.push({ role: 'user', content: JSON.stringify({ task }) })\n",
  ),
  'const anthropic = new Anthropic()\n',
  'const anthropic = new Anthropic()\nconst messages: Anthropic.MessageParam[] = []\n',
)

// A variable of the module, too: it remembers a text that is the same for all.
export const trap = edited(
  edited(
    warehouse,
    'const anthropic = new Anthropic()\n',
    'const anthropic = new Anthropic()\nconst texts = new Map<string, string>()\n',
  ),
  "  const system = await readFile(new URL('../prompts/warehouse/system.md', import.meta.url), 'utf8')\n",
  "  const system = texts.get('system') ?? (await readFile(new URL('../prompts/warehouse/system.md', import.meta.url), 'utf8'))\n  texts.set('system', system)\n",
)
