import { expect, test } from 'vitest'
import { facts } from '../facts/facts.fixture.ts'
import { audited, leads } from './audited.fixture.ts'
import { auditJson } from './json.ts'

test('the report for programs has a stable shape', () => {
  const json = auditJson(audited())
  expect(Object.keys(json).join(' ')).toBe(
    'version set profile headline raw adjusted worst main agents findings repairs ' +
      'modelCalls prompts tools humans triggers orphans suppressions files frameworks unread toolErrors gate',
  )
  expect(json).toMatchObject({
    version: 1,
    set: '12fa-2026.1',
    profile: 'recommended',
    worst: 'lib/services.ts#researchAgent',
    main: 'workflows/inbound/index.ts#workflowInbound',
    gate: null,
  })
  expect(json.headline.factors[1]).toEqual({ factor: 2, word: 'prompts', state: 'not-met' })
  expect(json.agents[1]).toMatchObject({
    name: 'researchAgent',
    kind: 'framework-agent',
    file: 'lib/services.ts',
    line: 197,
    endLine: 220,
    main: false,
    met: 1,
    applicable: 6,
    failing: 4,
    unknown: 1,
  })
  expect(json.agents[1]!.factors[1]).toEqual({
    factor: 2,
    level: 'not-met',
    score: 0,
    weight: { decidable: 3, passes: 0, fails: 3, mustFails: 3 },
  })
})

test('a finding says its requirement, its places with kinds, and what could still raise it', () => {
  const { findings } = auditJson(audited())
  expect(findings.find(({ verdict }) => verdict === 'fail')).toMatchObject({
    requirement: 'F02-R2',
    factor: 2,
    title: 'Prompts live in files',
    level: 'MUST',
    raisedBy: 'source',
    evidence: [{ file: 'lib/services.ts', line: 199, endLine: 210, kind: 'inline-prompt' }],
    waiver: null,
  })
  expect(findings.find(({ verdict }) => verdict === 'waived')).toMatchObject({
    waiver: { verdict: 'fail', kind: 'low stakes', reason: 'staging only', owner: 'ada' },
  })
  expect(findings.find(({ requirement }) => requirement === 'F12-R1')).toMatchObject({ raisedBy: 'probe' })
})

test('it survives being written and read, with null where there is nothing', () => {
  const empty = auditJson(audited(facts(), []), { passed: true, reasons: [] })
  expect(JSON.parse(JSON.stringify(empty))).toMatchObject({
    raw: null,
    adjusted: null,
    worst: null,
    main: null,
    agents: [],
  })
  expect(empty.gate).toEqual({ passed: true, reasons: [] })
})

test('a level that is not read is never called "no agents"', () => {
  const otherLanguages = [{ language: 'Python', files: 12, sdk: 'openai' }]
  const blind = facts({ files: { ...leads.files, otherLanguages } })
  const { text } = auditJson(audited(blind, [])).headline
  expect(text).toContain('12 Python files call openai: not read; probe them')
  expect(text).not.toMatch(/no agents/)
  expect(auditJson(audited(facts(), [])).headline.text).toBe('no agents in 1 JavaScript or TypeScript file')
})
