import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass, unknown } from '../judgement.ts'

export const inputIsBounded: Requirement = {
  id: 'F03-R2',
  factor: 3,
  slug: 'input-is-bounded',
  title: 'Input is bounded',
  level: 'MUST',
  origin: 'derived',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: 'The essay asks for the densest input that does the job. An input without a bound gets slower, dearer and worse with each turn, until the provider refuses it.',
  fix: {
    default:
      'Count tokens (or messages) before each request, against a budget; keep the goal, the last error and open questions, and shorten the rest.',
    'ai-sdk': 'Use `pruneMessages` in `prepareStep`, with a budget.',
    langchain: 'Use `trimMessages` with `maxTokens`, or a summary in `preModelHook`.',
    'openai-agents': 'Cut the input in `callModelInputFilter`.',
    mastra: 'Set `lastMessages` on memory, and add a `TokenLimiter`.',
    twelvefold: 'Set `budget` of `contextWindow`.',
  },
  example: {
    red: 'await next(thread.events.map(toMessage))',
    green: 'await next(fitMessages(thread.events.map(toMessage), { budget: 8_000 }))',
  },
  effort: 45,
  judge,
}

function judge(agent: Agent): Judgement {
  const { input, at, bounded, bound } = agent.context
  if (input === 'one-shot') return notApplicable(`${agent.name} carries nothing from one call to the next.`)
  if (bounded === 'no')
    return fail(`Nothing bounds what ${agent.name} sends: it grows with every turn.`, [
      evidence(at, 'unbounded-context'),
    ])
  if (bounded === 'yes')
    return pass(`What ${agent.name} sends has a bound${bound ? `: ${bound.what}` : ''}.`, [
      evidence(bound ?? at, 'bounded-context'),
    ])
  return unknown(`Whether what ${agent.name} sends stays within a budget is raised by probe.`, [
    evidence(at, 'untraced-bound'),
  ])
}
