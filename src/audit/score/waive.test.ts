import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Suppression } from '../facts/facts.ts'
import { agent } from '../facts/facts.fixture.ts'
import { evidence, finding } from './catalogue.fixture.ts'
import type { JudgedSuppression } from './scored.ts'
import { suppressionKinds, suppressionState } from './suppression-state.ts'
import { waive } from './waive.ts'

function suppression(line: number, over: Partial<JudgedSuppression> = {}): JudgedSuppression {
  return {
    file: 'src/agent.ts',
    line,
    endLine: line,
    requirement: 'F07-R2',
    kind: 'low stakes',
    reason: 'staging only',
    owner: 'ada',
    until: undefined,
    state: 'unused',
    from: 'source',
    ...over,
  }
}

const agents = [agent({ line: 30, endLine: 60 })]
const failing = (...lines: readonly number[]) =>
  finding('F07-R2', 'fail', { evidence: lines.map((line) => evidence(line)) })

test('a comment above its place waives it, and keeps the verdict, the reason and the owner', () => {
  const { findings, suppressions } = waive([failing(5)], { agents, suppressions: [suppression(4)] })
  expect(findings).toMatchObject([
    {
      verdict: 'waived',
      waiver: {
        verdict: 'fail',
        kind: 'low stakes',
        reason: 'staging only',
        owner: 'ada',
        at: { file: 'src/agent.ts', line: 4 },
      },
    },
  ])
  expect(suppressions.map(({ state }) => state)).toEqual(['applied'])
})

test('one place of several is waived, the others still fail', () => {
  const { findings } = waive([failing(5, 15, 25)], { agents, suppressions: [suppression(14)] })
  expect(findings.map(({ verdict, evidence }) => [verdict, evidence.map(({ line }) => line)])).toEqual([
    ['fail', [5, 25]],
    ['waived', [15]],
  ])
})

test('comments that follow each other speak for what follows them', () => {
  const stack = [
    suppression(12),
    suppression(13, { requirement: 'F02-R2' }),
    suppression(14, { state: 'expired' }),
  ]
  const { findings } = waive([failing(15), finding('F02-R2', 'fail', { evidence: [evidence(15)] })], {
    agents,
    suppressions: stack,
  })
  expect(findings.map(({ verdict }) => verdict)).toEqual(['waived', 'waived'])
})

test('above an agent it waives all of that agent', () => {
  const { findings } = waive([failing(5, 200)], { agents, suppressions: [suppression(29)] })
  expect(findings.map(({ verdict }) => verdict)).toEqual(['waived'])
})

test.each([
  ['another file', suppression(4, { file: 'src/other.ts' })],
  ['another requirement', suppression(4, { requirement: 'F07-R1' })],
  ['a line further up', suppression(3)],
  ['an expired one', suppression(4, { state: 'expired' })],
  ['an unknown kind', suppression(4, { state: 'kind-unknown' })],
])('%s waives nothing', (_, one) => {
  const { findings, suppressions } = waive([failing(5)], { agents, suppressions: [one] })
  expect(findings.map(({ verdict }) => verdict)).toEqual(['fail'])
  expect(suppressions).toEqual([one])
})

test('what passes or does not apply cannot be waived', () => {
  const findings = [finding('F07-R2', 'static'), finding('F07-R2', 'not-applicable')]
  expect(waive(findings, { agents, suppressions: [suppression(4), suppression(29)] }).findings).toEqual(
    findings,
  )
})

const rules = { requirements: new Set(['F07-R2']), today: '2026-06-15' }
const plain: Suppression = suppression(1)

test.each<[string, Partial<Suppression>, string]>([
  ['no end', {}, 'unused'],
  ['an end that is to come', { until: '2026-06-15' }, 'unused'],
  ['an end that has been', { until: '2026-06-14' }, 'expired'],
  ['an end that is no day', { until: 'summer' }, 'date-invalid'],
  ['a kind that is not on the list', { kind: 'because' }, 'kind-unknown'],
  ['no reason', { reason: ' ' }, 'reason-missing'],
  ['no such requirement', { requirement: 'F13-R1' }, 'requirement-unknown'],
])('a suppression with %s', (_, over, state) => {
  expect(suppressionState({ ...plain, ...over }, rules)).toBe(state)
})

test('the kinds of suppression are the documented ones', () => {
  const page = readFileSync(new URL('../../../docs/audit.md', import.meta.url), 'utf8')
  expect(page).toContain(suppressionKinds.map((kind) => `\`${kind}\``).join(', '))
})
