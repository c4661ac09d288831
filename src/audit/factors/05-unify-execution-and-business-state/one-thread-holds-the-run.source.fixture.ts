import { edited } from '../sources.fixture.ts'
import { garden } from '../thread.fixture.ts'

export const green = garden

// What was chosen lies in the module, and how often something failed beside it.
export const red = edited(
  edited(
    garden,
    'const openai = new OpenAI()\n',
    'const openai = new OpenAI()\nconst chosen: unknown[] = []\nlet failures = 0\n',
  ),
  "    thread.events.push({ v: 1, type: 'chosen', data: call })",
  '    if (failures > 5) return thread\n    if (chosen.length > 20) return thread\n    chosen.push(call)\n    failures += 1',
)

// A variable of the module, too: it is the same for every run.
export const trap = edited(
  garden,
  'const openai = new OpenAI()\n',
  'const openai = new OpenAI()\nconst mostEvents = [30]\n',
)
