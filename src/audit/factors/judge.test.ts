import { expect, test } from 'vitest'
import { agent, facts } from '../facts/facts.fixture.ts'
import { factors } from './factors.ts'
import { judge } from './judge.ts'

test('a check that fails is a tool error of its own, and the others go on', () => {
  const [first, second] = factors[0]!.requirements
  const broken = {
    ...first!,
    judge: () => {
      throw new TypeError('no such fact')
    },
  }
  const findings = judge(facts({ agents: [agent()] }), [{ ...factors[0]!, requirements: [broken, second!] }])
  expect(findings.map(({ requirement, verdict }) => [requirement, verdict === 'tool-error'])).toEqual([
    [first!.id, true],
    [second!.id, false],
  ])
  expect(findings[0]!.because).toContain('no such fact')
})

test('a profile changes levels', () => {
  const levels = (profile: 'essay' | 'recommended' | 'strict') =>
    judge(facts({ agents: [agent()] }), factors, profile)
      .filter(({ requirement }) => ['F02-R2', 'F04-R6', 'F10-R1'].includes(requirement))
      .map(({ requirement, level }) => `${requirement} ${level}`)
  expect(levels('essay')).toEqual(['F02-R2 SHOULD', 'F04-R6 SHOULD', 'F10-R1 SHOULD'])
  expect(levels('recommended')).toEqual(['F02-R2 MUST', 'F04-R6 SHOULD', 'F10-R1 MUST'])
  expect(levels('strict')).toEqual(['F02-R2 MUST', 'F04-R6 MUST', 'F10-R1 MUST'])
})
