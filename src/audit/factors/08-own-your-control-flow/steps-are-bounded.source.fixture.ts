import { warehouse } from '../anthropic.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = warehouse

export const red = edited(warehouse, 'for (let turn = 0; turn < MOST_TURNS; turn++) {', 'for (;;) {')

// An endless loop, by its head: it counts, and leaves.
export const trap = edited(
  warehouse,
  'for (let turn = 0; turn < MOST_TURNS; turn++) {',
  'let turn = 0\n  while (true) {\n    turn += 1\n    if (turn > MOST_TURNS) break',
)
