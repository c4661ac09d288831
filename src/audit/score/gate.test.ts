import { expect, test } from 'vitest'
import type { Finding } from '../catalogue/finding.ts'
import type { Facts } from '../facts/facts.ts'
import { agent, facts } from '../facts/facts.fixture.ts'
import { catalogue, evidence, finding, requirement } from './catalogue.fixture.ts'
import { fingerprints, gate, type GateRules } from './gate.ts'
import { score } from './score.ts'

const factors = catalogue(
  requirement('F02-R2'),
  requirement('F07-R2'),
  requirement('F07-R4', { level: 'SHOULD' }),
)

function reasons(
  findings: readonly Finding[],
  rules: GateRules = {},
  over: Partial<Facts> = {},
): readonly string[] {
  const subject = facts({ agents: [agent()], ...over })
  const scored = score(subject, findings, {
    catalogue: factors,
    profile: 'recommended',
    today: '2026-06-15',
    lowStakes: [],
  })
  return gate({ ...scored, facts: subject, catalogue: factors }, rules).reasons
}

const failing = finding('F07-R2', 'fail', { evidence: [evidence(5, { kind: 'ungated-tool' })] })
const advice = finding('F07-R4', 'fail', { level: 'SHOULD' })

test('a MUST that fails fails the gate, a SHOULD does not', () => {
  expect(reasons([failing, advice])).toEqual(['F07-R2 fails: agent'])
  expect(reasons([advice, finding('F02-R2', 'unknown')])).toEqual([])
  expect(reasons([failing, advice], { levels: ['SHOULD'] })).toEqual(['F07-R4 fails: agent'])
  expect(reasons([failing], { requirements: ['F02-R2'] })).toEqual([])
})

test('what was not seen fails the gate, whatever is gated', () => {
  const rules = { requirements: [], levels: [] }
  expect(reasons([], rules, { orphans: ['a:1', 'a:2'] })).toEqual(['2 model calls belong to no agent'])
  const toolErrors = [{ file: 'src/a.ts', stage: 'parse', message: 'too deep' }]
  expect(reasons([], rules, { toolErrors })).toEqual(['the audit itself failed on src/a.ts'])
  expect(reasons([finding('F02-R2', 'tool-error')], rules)).toEqual(['checks that failed themselves: F02-R2'])
  expect(reasons([], { ...rules, agents: 2 })).toEqual(['agents declared: 2, found: 1'])
  expect(reasons([], { ...rules, agents: ['agent', 'billing'] })).toEqual(['declared and not found: billing'])
  expect(reasons([], { ...rules, agents: 1 }, { agents: [] })).toEqual(['agents declared: 1, found: 0'])
})

test('failures of a baseline do not count, new ones do, and a stale entry fails', () => {
  const moved = { ...failing, evidence: [evidence(99, { kind: 'ungated-tool' })] }
  const baseline = new Set(fingerprints(failing))
  expect(reasons([moved], { baseline })).toEqual([])
  expect(reasons([moved, finding('F02-R2', 'fail')], { baseline })).toEqual(['F02-R2 newly fails: agent'])
  expect(reasons([], { baseline })[0]).toMatch(
    /the baseline lists what no longer fails: F07-R2 .*ungated-tool/,
  )
})

test('a gate on the figure works', () => {
  expect(reasons([failing], { requirements: [], raw: 60 })).toEqual(['raw 0 is below 60'])
  expect(reasons([finding('F02-R2', 'static')], { raw: 60 })).toEqual([])
})
