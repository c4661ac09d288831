import { edited } from '../sources.fixture.ts'
import { garden } from '../thread.fixture.ts'

export const green = garden

export const red = edited(
  garden,
  '      instructions,\n',
  "      instructions: instructions + ' Today is ' + new Date().toISOString() + '.',\n",
)

// The clock, too: where the run begins, and the time goes into its first event.
export const trap = edited(
  garden,
  "type: 'wished', data: (await",
  "type: 'wished ' + new Date().toISOString(), data: (await",
)
