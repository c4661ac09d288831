import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { AuditedFactor, AuditFinding, AuditJson } from '../../bench/corpus/audit-json.ts'
import { projection } from '../../bench/corpus/projection.ts'

const place = { file: 'src/agent.ts', line: 8, endLine: 20 }

function finding(requirement: string, kind: string, over: Partial<AuditFinding> = {}): AuditFinding {
  const evidence = [{ ...place, kind, what: 'it' }]
  return { requirement, agent: 'a', verdict: 'fail', level: 'MUST', because: '', evidence, ...over }
}

function audited(findings: readonly AuditFinding[], factors: readonly AuditedFactor[] = []): AuditJson {
  const agent = { ...place, id: 'a', name: 'agent', kind: 'loop', framework: 'openai', raw: 10, factors }
  return {
    set: '12fa-2026.1',
    raw: 10,
    adjusted: 10,
    main: 'a',
    agents: [agent],
    findings,
    modelCalls: [],
    prompts: [],
    tools: [],
    humans: [],
    triggers: [],
  }
}

function factor(
  number: number,
  level: string,
  decidable: number,
  passes: number,
  mustFails: number,
): AuditedFactor {
  const weight = { decidable, passes, mustFails, fails: decidable - passes }
  return { factor: number, level, weight }
}

test('the projection fits on a page', () => {
  expect(readFileSync('bench/corpus/projection.ts', 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(
    80,
  )
})

test('each place of a repair is one finding, also when two agents share it', () => {
  const shared = [finding('F02-R2', 'inline-prompt'), finding('F02-R2', 'inline-prompt', { agent: 'b' })]
  expect(projection(audited(shared)).findings).toEqual([{ kind: 'hardcoded_prompt', ...place }])
})

test('what the main agent fails is said of the repository, once', () => {
  const findings = [
    finding('F06-R2', 'no-store'),
    finding('F06-R3', 'no-gate'),
    finding('F08-R2', 'no-bound', { agent: 'b' }),
  ]
  expect(projection(audited(findings)).findings).toEqual([{ kind: 'no_pause' }])
})

test('evidence of another kind says nothing', () => {
  expect(projection(audited([finding('F09-R1', 'checked')])).findings).toEqual([])
})

test('factor words follow the weights of the main agent', () => {
  const factors = [
    factor(1, 'met-static', 7, 7, 0),
    factor(2, 'not-met', 7, 4, 3),
    factor(3, 'not-met', 6, 0, 6),
    factor(4, 'unknown', 6, 2, 0),
    factor(5, 'not-applicable', 0, 0, 0),
  ]
  const words = projection(audited([], factors)).factors
  expect([1, 2, 3, 4, 5, 12].map((number) => words[number])).toEqual([
    'pass',
    'partial',
    'fail',
    'partial',
    'na',
    'na',
  ])
})

test('without an agent nothing applies', () => {
  const words = projection({ ...audited([]), agents: [], main: null }).factors
  expect(Object.values(words)).toEqual(Array.from({ length: 12 }, () => 'na'))
})
