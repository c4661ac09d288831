import { notes } from '../mcp.fixture.ts'
import { garden } from '../thread.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = garden

export const red = edited(
  edited(
    garden,
    "    if (thread.events.filter(({ type }) => type === 'failed').length >= 3) return thread\n",
    '',
  ),
  'for (let step = 0; step < 12; step++) {',
  'for (;;) {',
)

// Nothing counts failures: eight turns are all there are.
export const trap = notes
