import { warehouse } from '../anthropic.fixture.ts'
import { edited } from '../sources.fixture.ts'

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

export const green = warehouse

export const red = edited(
  warehouse,
  "return 'Stopped: too many turns.'\n}",
  `return 'Stopped: too many turns.'\n}\n\nexport const shelves = [\n${lines(220, (index) => `  { shelf: 'A${index}', hall: 'north' },`)}\n]`,
)

// Long as well: in the file of the tools, not in the agent's.
export const trap = edited(
  warehouse,
  'export interface Result {',
  `export const halls = {\n${lines(220, (index) => `  shelf${index}: 'north',`)}\n}\n\nexport interface Result {`,
)
