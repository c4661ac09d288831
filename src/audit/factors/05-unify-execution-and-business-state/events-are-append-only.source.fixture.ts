import { edited } from '../sources.fixture.ts'
import { garden } from '../thread.fixture.ts'

export const green = garden

export const red = edited(
  garden,
  "    if (thread.events.at(-1)?.type === 'ended') return thread\n",
  "    if (thread.events.at(-1)?.type === 'ended') return thread\n    if (thread.events.length > 40) thread.events.splice(0, 10)\n",
)

// Cut as well: what is sent, and not what has happened.
export const trap = edited(garden, '.slice(-30).map(', '.slice(-12).map(')
