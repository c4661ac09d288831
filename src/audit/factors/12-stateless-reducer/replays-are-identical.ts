import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { hasSteps } from '../parts.ts'
import { inSteps } from '../steps.ts'

export const replaysAreIdentical: Requirement = {
  id: 'F12-R2',
  factor: 12,
  slug: 'replays-are-identical',
  title: 'Replays are identical',
  level: 'MUST',
  origin: 'derived',
  inSource: 'refutes',
  tiers: ['probe', 'logs'],
  why: 'A fold gives the same result for the same list. Where the order of results depends on which request was faster, the next request to the model is another one on each replay, and no prompt cache hits.',
  fix: {
    default: 'Append results in the order of the calls, and sort what comes from a set, a folder or a query.',
    langchain: 'Give parallel branches a reducer that orders what they return.',
    twelvefold: 'Nothing: results are appended as events, and the context window is a function of them.',
  },
  example: {
    red: 'await Promise.all(calls.map(async (call) => messages.push(await run(call))))',
    green: 'messages.push(...(await Promise.all(calls.map(run))))',
  },
  effort: 20,
  judge,
}

const disorder = new Set(['unstable-order', 'race'])

function judge(agent: Agent, facts: Facts): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: nothing is replayed.`)
  const impurities = inSteps(agent, facts, (one) => one.impurities)
  const unstable = impurities.filter((sight) => disorder.has(sight.kind))
  if (unstable.length > 0)
    return fail(
      `The order in which the model of ${agent.name} reads its input depends on timing: ${names(unstable.map((sight) => sight.what))}.`,
      unstable.map((sight) => evidence(sight, 'unstable-order')),
    )
  if (impurities.length > 0)
    return unknown(`Whether what F12-R1 names reaches a request of ${agent.name} is raised by probe.`)
  if (agent.context.input !== 'built')
    return unknown(`Whether a replay of ${agent.name} sends the same bytes is raised by probe.`)
  return pass(`One function makes the input of ${agent.name}, and nothing unstable was seen in it.`, [
    evidence(agent.context.at, 'stable-input', 'builds the input'),
  ])
}
