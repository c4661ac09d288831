import { expect, test } from 'vitest'
import { audited, leadFindings, leads } from './audited.fixture.ts'
import { repairs } from './repairs.ts'

test('one pattern over several agents is one repair; weight times agents comes first', () => {
  const found = repairs(audited())
  expect(
    found.map(({ requirement, pattern, places, agents, gain }) => [
      requirement,
      pattern,
      places.length,
      agents.length,
      gain,
    ]),
  ).toEqual([
    ['F02-R2', 'inline-prompt', 3, 3, 9],
    ['F09-R1', 'crash', 1, 1, 3],
    ['F09-R1', 'swallowed', 1, 1, 3],
    ['F04-R6', 'adhoc-result', 1, 1, 1],
  ])
  expect(found[0]).toMatchObject({ minutes: 30, fix: 'Mend F02-R2 in openai.', level: 'MUST' })
})

test('what is waived is no repair; a place that two agents share is one place', () => {
  const ids = repairs(audited()).map(({ requirement }) => requirement)
  expect(ids).not.toContain('F07-R2')
  const shared = leadFindings.map((one) =>
    one.requirement === 'F02-R2' && one.verdict === 'fail'
      ? {
          ...one,
          evidence: leadFindings.find(
            ({ requirement, verdict }) => requirement === 'F02-R2' && verdict === 'fail',
          )!.evidence,
        }
      : one,
  )
  expect(repairs(audited(leads, shared))[0]).toMatchObject({ requirement: 'F02-R2', minutes: 10, gain: 9 })
})
