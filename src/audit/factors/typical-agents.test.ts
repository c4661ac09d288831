// What factors 1 to 6 say of whole agents. The words are those of the corpus of hand-made labels: `pass` where no MUST
// fails and half of the weight that source decides passes, `fail` where failing MUSTs are half of it.
import { expect, it } from 'vitest'
import type { Finding } from '../catalogue/finding.ts'
import type { Facts } from '../facts/facts.ts'
import { factors } from './factors.ts'
import * as typical from './typical-agents.fixture.ts'
import { validators } from './validators.ts'

it.each([
  ['command-line loop', typical.commandLineLoop, 'pass pass fail partial partial partial'],
  ['minimal REPL', typical.minimalRepl, 'pass partial fail partial fail fail'],
  ['framework in a workflow', typical.frameworkInAWorkflow, 'pass fail partial partial partial partial'],
  ['durable intents', typical.durableIntents, 'pass pass partial pass pass partial'],
  ['structured recursion', typical.structuredRecursion, 'pass partial pass pass partial fail'],
  ['interrupted graph', typical.interruptedGraph, 'partial partial partial pass pass partial'],
])('%s', (_, facts, expected) => {
  expect(words(facts)).toBe(expected)
})

const words = (facts: Facts): string =>
  validators
    .slice(0, 6)
    .map((validator) => word(validator.validate(facts), facts))
    .join(' ')

const decides = new Set(
  factors.flatMap((factor) =>
    factor.requirements.filter(({ inSource }) => inSource === 'decides').map(({ id }) => id),
  ),
)

function word(findings: readonly Finding[], facts: Facts): string {
  const own = findings.filter(
    ({ agent, verdict }) => agent === facts.agents[0]?.id && verdict !== 'not-applicable',
  )
  if (own.length === 0) return 'na'
  const decided = own.filter(({ requirement, verdict }) => verdict !== 'unknown' || decides.has(requirement))
  const weight = (which: (finding: Finding) => boolean): number =>
    decided.filter(which).reduce((sum, { level }) => sum + (level === 'MUST' ? 3 : 1), 0)
  const all = weight(() => true)
  const fails = weight(({ verdict, level }) => verdict === 'fail' && level === 'MUST')
  if (fails > 0) return fails * 2 >= all ? 'fail' : 'partial'
  return all > 0 && weight(({ verdict }) => verdict === 'static') * 2 >= all ? 'pass' : 'partial'
}
