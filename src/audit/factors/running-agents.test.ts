// What factors 7 to 12 say of whole agents, beside the words of hand-made labels for agents like them.
import { expect, it } from 'vitest'
import type { Facts } from '../facts/facts.ts'
import { factors } from './factors.ts'
import * as running from './running-agents.fixture.ts'

const agents = [
  [
    'stored thread',
    running.storedThread,
    'pass partial fail partial partial partial',
    'pass pass partial fail pass partial',
  ],
  [
    'module REPL',
    running.moduleRepl,
    'partial partial fail pass fail fail',
    'partial pass partial pass fail fail',
  ],
  [
    'prebuilt graph',
    running.prebuiltGraph,
    'fail pass fail pass partial partial',
    'fail pass fail pass partial partial',
  ],
  [
    'bounded recursion',
    running.boundedRecursion,
    'partial pass fail partial pass partial',
    'partial pass fail partial pass partial',
  ],
  [
    'approval pipeline',
    running.approvalPipeline,
    'partial pass fail pass partial partial',
    'partial partial fail partial partial partial',
  ],
  [
    'reviewed report',
    running.reviewedReport,
    'na pass fail pass fail pass',
    'na pass fail pass fail partial',
  ],
  [
    'chat route',
    running.chatRoute,
    'partial partial fail pass fail pass',
    'partial partial fail pass partial partial',
  ],
  ['one call', running.oneCall, 'na na na pass na na', 'na na na pass na na'],
] as const

it.each(agents)('%s', (_, facts, expected) => {
  expect(words(facts).join(' ')).toBe(expected)
})

const scale = ['fail', 'partial', 'pass']

it.each(agents)(
  '%s: never more than a step from its label, and what does not apply is the same',
  (...row) => {
    const [, facts, , labelled] = row
    const said = words(facts)
    for (const [index, label] of labelled.split(' ').entries()) {
      const word = said[index] ?? ''
      expect([word === 'na', label]).toEqual([label === 'na', label])
      if (word !== 'na') expect(Math.abs(scale.indexOf(word) - scale.indexOf(label))).toBeLessThan(2)
    }
  },
)

const words = (facts: Facts): readonly string[] => factors.slice(6).map((factor) => word(factor, facts))

/** `pass`: no MUST fails, and half of the weight that source decides passes; `fail`: failing MUSTs are half of it. */
function word({ requirements }: (typeof factors)[number], facts: Facts): string {
  const [subject] = facts.agents
  if (!subject) return 'na'
  const judged = requirements.map(({ judge, level, inSource }) => ({
    level,
    weight: level === 'MUST' ? 3 : 1,
    inSource,
    verdict: judge?.(subject, facts).verdict ?? 'unknown',
  }))
  // What source does not decide is left to a run; it weighs nothing here.
  const decided = judged.filter(({ verdict, inSource }) => verdict !== 'unknown' || inSource === 'decides')
  const applying = decided.filter(({ verdict }) => verdict !== 'not-applicable')
  const weigh = (which: (one: (typeof judged)[number]) => boolean): number =>
    applying.filter(which).reduce((sum, { weight }) => sum + weight, 0)
  const all = weigh(() => true)
  if (all === 0) return 'na'
  const fails = weigh(({ verdict, level }) => verdict === 'fail' && level === 'MUST')
  if (fails > 0) return fails * 2 >= all ? 'fail' : 'partial'
  return weigh(({ verdict }) => verdict === 'pass') * 2 >= all ? 'pass' : 'partial'
}
