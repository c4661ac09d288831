import { expect, test } from 'vitest'
import type { Finding, Verdict } from '../catalogue/finding.ts'
import { finding, requirement } from './catalogue.fixture.ts'
import { figure, scoreFactor } from './score-factor.ts'
import type { CatalogueRequirement } from './scored.ts'
import { weigh } from './weigh.ts'

const must = (id: string, over: Partial<CatalogueRequirement> = {}): CatalogueRequirement =>
  requirement(id, over)
const should = (id: string, over: Partial<CatalogueRequirement> = {}): CatalogueRequirement =>
  requirement(id, { level: 'SHOULD', ...over })

/** The score of factor 1 for these requirements with these verdicts. */
function scored(...given: readonly (readonly [CatalogueRequirement, Verdict, Partial<Finding>?])[]) {
  const weighed = given.flatMap(([one, verdict, over]) => {
    const result = weigh(one, [finding(one.id, verdict, { level: one.level, ...over })])
    return result ? [result] : []
  })
  return { ...scoreFactor(1, weighed), adjusted: figure(weighed, 'adjusted') }
}

test('a pass by reading is worth less where running could prove it', () => {
  expect(scored([must('F01-R1'), 'static']).score).toBeCloseTo(70)
  expect(scored([must('F01-R1', { tiers: ['logs'] }), 'static']).score).toBe(100)
  expect(scored([must('F01-R1'), 'proven']).score).toBe(100)
  expect(scored([must('F01-R1'), 'observed']).score).toBeCloseTo(85)
})

test('a MUST weighs three times a SHOULD', () => {
  const { score, weight } = scored([must('F01-R1'), 'proven'], [should('F01-R4'), 'fail'])
  expect(score).toBe(75)
  expect(weight).toEqual({ decidable: 4, passes: 3, fails: 1, mustFails: 0 })
})

test('a MUST that fails caps the factor at 49, one that is unknown at 79', () => {
  const four = ['F01-R2', 'F01-R3', 'F01-R4', 'F01-R5'].map((id) => [must(id), 'proven'] as const)
  expect(scored([must('F01-R1'), 'fail'], ...four)).toMatchObject({ level: 'not-met', score: 49 })
  expect(scored([must('F01-R1'), 'unknown'], ...four)).toMatchObject({ level: 'unknown', score: 79 })
  expect(scored([must('F01-R1'), 'tool-error'], ...four)).toMatchObject({ level: 'unknown', score: 79 })
})

test('what does not apply is left out; a factor where nothing applies has no score', () => {
  expect(scored([must('F01-R1'), 'proven'], [must('F01-R2'), 'not-applicable']).score).toBe(100)
  expect(scored([must('F01-R1'), 'not-applicable'])).toMatchObject({
    level: 'not-applicable',
    score: undefined,
  })
})

test('what only another tier can raise caps the level and is no verdict', () => {
  const refutes = must('F01-R2', { inSource: 'refutes' })
  expect(scored([must('F01-R1', { tiers: [] }), 'static'], [refutes, 'unknown'])).toMatchObject({
    level: 'met-static',
    score: 79,
    weight: { decidable: 3, passes: 3, fails: 0, mustFails: 0 },
  })
  expect(scored([must('F01-R1'), 'static'], [refutes, 'fail'])).toMatchObject({ level: 'not-met' })
  expect(scored([must('F01-R1'), 'proven'], [refutes, 'unknown'])).toMatchObject({ level: 'met-static' })
})

test('where source decided no MUST the factor is unknown, and its SHOULDs alone make no figure', () => {
  const refutes = must('F01-R2', { inSource: 'refutes' })
  const { level, score, weight } = scored([refutes, 'unknown'], [should('F01-R4', { tiers: [] }), 'static'])
  expect(level).toBe('unknown')
  expect(score).toBe(25)
  expect(weight.decidable).toBe(1)
})

test('where only SHOULDs apply, one that holds meets the factor', () => {
  expect(scored([should('F01-R4'), 'static'], [should('F01-R5'), 'fail']).level).toBe('met-static')
  expect(scored([should('F01-R4'), 'fail']).level).toBe('not-met')
  expect(scored([should('F01-R4'), 'unknown']).level).toBe('unknown')
})

test('the level is that of the weakest MUST', () => {
  expect(scored([must('F01-R1'), 'proven'], [must('F01-R2'), 'observed']).level).toBe('met-observed')
  expect(scored([must('F01-R1'), 'proven'], [must('F01-R2'), 'static']).level).toBe('met-static')
  expect(scored([must('F01-R1'), 'proven'], [must('F01-R2'), 'proven']).level).toBe('proven')
})

test('a waived MUST fails in the raw figure and is left out of the adjusted one', () => {
  const waiver = {
    verdict: 'fail',
    kind: 'low stakes',
    reason: 'staging only',
    owner: undefined,
    until: undefined,
    at: { file: 'src/agent.ts', line: 4 },
  } as const
  const waived = scored([must('F01-R1'), 'waived', { waiver }], [must('F01-R2'), 'proven'])
  const failed = scored([must('F01-R1'), 'fail'], [must('F01-R2'), 'proven'])
  expect({ ...waived, adjusted: undefined }).toEqual({ ...failed, adjusted: undefined })
  expect([failed.score, failed.adjusted, waived.adjusted]).toEqual([49, 49, 100])
  expect(scored([must('F01-R1'), 'waived', { waiver }]).adjusted).toBeUndefined()
})
