import { expect, test } from 'vitest'
import { placeIn, placeOf } from './place.ts'

test.each([
  ['    at decide (file:///C:/work/agent.ts:3:9)', 'C:/work/agent.ts:3:9'],
  ['    at decide (C:\\work\\agent.ts:3:9)', 'C:/work/agent.ts:3:9'],
  ['    at file:///elsewhere/agent.ts:3:9', '/elsewhere/agent.ts:3:9'],
  ['    at Module._compile (node:internal/modules/cjs/loader:1:2)', undefined],
])('a place is written with slashes on every system: %s', (line, place) => {
  expect(placeIn(`Error\n${line}`)).toBe(place)
})

test('a place below the working folder is short', () => {
  expect(placeIn(`Error\n    at decide (file://${process.cwd()}/agents/a.ts:3:9)`)).toBe('agents/a.ts:3:9')
  expect(placeOf(`file://${process.cwd()}/agents/a.ts`, 3, 9)).toBe('agents/a.ts:3:9')
  expect(placeOf('', 1, 1)).toBe(undefined)
})
