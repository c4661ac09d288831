import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Finding, Verdict } from '../catalogue/finding.ts'
import type { Suppression } from '../facts/facts.ts'
import { agent, facts, tool } from '../facts/facts.fixture.ts'
import { catalogue, evidence, finding, requirement } from './catalogue.fixture.ts'
import { mainAgent } from './main-agent.ts'
import { score, type ScoreOptions } from './score.ts'

const requirements = ['F01-R1', 'F01-R2', 'F02-R1', 'F02-R2', 'F07-R2', 'F07-R4', 'F10-R1', 'F04-R6'].map(
  (id, index) =>
    requirement(id, {
      level: index % 4 === 3 || id === 'F04-R6' ? 'SHOULD' : 'MUST',
      inSource: index % 3 === 2 ? 'refutes' : 'decides',
      tiers: index % 2 === 0 ? ['probe'] : [],
    }),
)
const everything = {
  catalogue: catalogue(...requirements),
  profile: 'recommended',
  today: '2026-06-15',
} as const
const options = { ...everything, lowStakes: [] } satisfies ScoreOptions & object

const agents = ['one', 'two'].map((name, index) =>
  agent({ id: `src/${name}.ts#${name}`, name, file: `src/${name}.ts`, line: 10 + index, endLine: 90 }),
)
const subject = facts({ agents })

const verdicts: readonly Verdict[] = ['static', 'fail', 'unknown', 'not-applicable', 'tool-error']

/** For each agent and requirement a verdict, with up to three places. */
const anyFindings = fc
  .array(fc.tuple(fc.constantFrom(...verdicts), fc.integer({ min: 1, max: 3 })), {
    minLength: agents.length * requirements.length,
    maxLength: agents.length * requirements.length,
  })
  .map((drawn) =>
    drawn.map(([verdict, places], index): Finding => {
      const { id, level } = requirements[index % requirements.length]!
      const one = agents[Math.floor(index / requirements.length)]!
      const lines = Array.from({ length: places }, (_, at) => evidence(20 + at * 5, { file: one.file }))
      return finding(id, verdict, { agent: one.id, level, evidence: lines })
    }),
  )

const waiveAll: readonly Suppression[] = agents.flatMap(({ file, line }) =>
  requirements.map(({ id }) => ({
    file,
    line: line - 1,
    endLine: line - 1,
    requirement: id,
    kind: 'accepted risk',
    reason: 'all of it',
    owner: undefined,
    until: undefined,
  })),
)

test('waiving everything leaves raw and the levels as they were, and never lowers adjusted', () => {
  fc.assert(
    fc.property(anyFindings, fc.array(fc.nat({ max: waiveAll.length - 1 })), (findings, some) => {
      const plain = score(subject, findings, options).score
      const suppressions = waiveAll.filter((_, index) => some.length === 0 || some.includes(index))
      const waived = score({ ...subject, suppressions }, findings, options).score
      const bare = ({ raw, agents }: typeof plain) => ({
        raw,
        agents: agents.map((one) => ({ ...one, adjusted: 0 })),
      })
      expect(bare(waived)).toEqual(bare(plain))
      expect(waived.adjusted).toBeGreaterThanOrEqual(plain.adjusted!)
      for (const one of waived.agents) expect(one.adjusted).toBeGreaterThanOrEqual(one.raw)
    }),
  )
})

test('another failing place of the same unit changes no figure', () => {
  fc.assert(
    fc.property(anyFindings, (findings) => {
      const more = findings.map((one) =>
        one.verdict === 'fail' ? { ...one, evidence: [...one.evidence, evidence(500)] } : one,
      )
      expect(score(subject, more, options).score).toEqual(score(subject, findings, options).score)
    }),
  )
})

test('figures are within 0 and 100, and capped where a MUST fails or is unknown', () => {
  fc.assert(
    fc.property(anyFindings, (findings) => {
      const { agents: scores, raw } = score(subject, findings, options).score
      expect(raw).toBe(Math.min(...scores.map((one) => one.raw)))
      for (const one of scores) {
        expect(one.raw).toBeGreaterThanOrEqual(0)
        expect(one.raw).toBeLessThanOrEqual(100)
        expect(one.met + one.unknown + one.failing).toBe(one.applicable)
        for (const factor of one.factors) {
          const most = factor.level === 'not-met' ? 49 : factor.level === 'unknown' ? 79 : 100
          const musts = requirements.filter((it) => it.factor === factor.factor && it.level === 'MUST')
          if (musts.length > 0 || factor.level !== 'not-met')
            expect(factor.score ?? 0).toBeLessThanOrEqual(most)
          expect(factor.score === undefined).toBe(factor.level === 'not-applicable')
        }
      }
    }),
  )
})

test('a tool that the configuration declares to be of low stakes waives its approval, not the raw figure', () => {
  const tools = [tool({ name: 'draft', line: 5, endLine: 6 }), tool({ name: 'send', line: 15, endLine: 16 })]
  const findings = [
    finding('F07-R2', 'fail', { evidence: [5, 15].map((line) => evidence(line, { file: 'src/agent.ts' })) }),
  ]
  const scored = score(facts({ agents: [agent()], tools }), findings, { ...options, lowStakes: ['draft'] })
  expect(scored.findings.map(({ verdict, evidence: [first] }) => [verdict, first!.line])).toEqual([
    ['fail', 15],
    ['waived', 5],
  ])
  expect(scored.suppressions).toMatchObject([{ from: 'configuration', state: 'applied' }])
})

test('orphans and tool errors make the headline incomplete; without agents there is no figure', () => {
  expect(score(facts(), [], options).score).toMatchObject({
    complete: true,
    raw: undefined,
    worst: undefined,
  })
  expect(score(facts({ orphans: ['src/a.ts:1'] }), [], options).score.complete).toBe(false)
  const toolErrors = [{ file: 'src/a.ts', stage: 'read', message: 'too deep' }]
  expect(score(facts({ toolErrors }), [], options).score.complete).toBe(false)
})

test('the main agent is reached, does most of the work in all that it is made of, and is largest', () => {
  const one = agent({ id: 'one', calls: ['1'] })
  const two = agent({ id: 'two', calls: ['2'] })
  const chain = agent({ id: 'chain', kind: 'workflow', members: ['one', 'two', 'chain'] })
  const large = agent({ id: 'large', calls: ['3'], size: { owned: 900, file: 900 } })
  const unreached = agent({ id: 'unreached', reached: false, calls: ['4', '5', '6'] })
  expect(mainAgent([one, two, large, chain, unreached])?.id).toBe('chain')
  expect(mainAgent([one, large, unreached])?.id).toBe('large')
  expect(mainAgent([])).toBeUndefined()
})

test('a chain that leads to one loop is only the way in', () => {
  const loop = agent({ id: 'loop', calls: ['1', '2', '3'] })
  const helper = agent({ id: 'helper', kind: 'single-call', calls: ['4'] })
  const handler = agent({ id: 'handler', kind: 'workflow', members: ['loop', 'helper'] })
  expect(mainAgent([handler, loop, helper])?.id).toBe('loop')
})
