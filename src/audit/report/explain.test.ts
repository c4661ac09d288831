import { expect, test } from 'vitest'
import { factors } from '../factors/factors.ts'
import { catalogue, requirement } from '../score/catalogue.fixture.ts'
import { explain, explainAll } from './explain.ts'
import { plainLook } from './terminal/look.ts'

const look = plainLook(80)
const prompts = requirement('F02-R2', {
  title: 'Prompts live in files',
  origin: 'project',
  why: 'A text of its own can be reviewed.',
  tiers: ['probe', 'logs'],
  example: { red: "system: 'You …'", green: "system: load('a')" },
})
const literal = catalogue(prompts, requirement('F02-R1'))

test('a requirement: why, what reading can say, what to do in each framework, both examples', () => {
  expect(explain('f02-r2', literal, look)).toBe(`\
F02-R2  Prompts live in files
MUST, this project’s own rule, stricter than the essays: advice in the profile
"essay" · factor 2: Own your prompts

Why
  A text of its own can be reviewed.

What reading can say
  Reading the source can show that it holds and that it does not. A probe and
  run logs can say more.

What to do (10 min a place)
  Mend F02-R2.
  openai  Mend F02-R2 in openai.

  ✕ fails
    system: 'You …'
  ● holds
    system: load('a')

To accept it here, with a reason, above the place:
  // twelvefold-ignore F02-R2 -- low stakes: staging only
`)
})

test('a factor lists its requirements, in any spelling', () => {
  const text = explain('F02', literal, look)
  expect(text).toContain('F02  Own your prompts')
  expect(text).toContain('  F02-R2  MUST    Prompts live in files')
  expect(explain('f2', literal, look)).toBe(text)
  expect(explainAll(literal, look).split('\n')).toHaveLength(15)
})

test('an id that does not exist is refused, with those that do', () => {
  expect(() => explain('F02-R9', literal, look)).toThrow(
    expect.objectContaining({ code: 'requirement_not_found', hint: 'one of F02-R2, F02-R1' }),
  )
  expect(() => explain('prompts', literal, look)).toThrow(/"prompts" is no requirement and no factor/)
})

test('every requirement and factor of the catalogue is explained, with a failing and a holding example', () => {
  for (const factor of factors) {
    expect(explain(`F${factor.number}`, factors, look)).toContain(factor.title)
    for (const { id, title, example } of factor.requirements) {
      expect(explain(id, factors, look)).toContain(title)
      expect(example, id).toBeDefined()
    }
  }
})
