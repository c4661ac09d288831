import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, names, notApplicable, pass, unknown } from '../judgement.ts'
import { hasSteps } from '../parts.ts'
import { inSteps } from '../steps.ts'

export const stepsHaveNoHiddenState: Requirement = {
  id: 'F12-R1',
  factor: 12,
  slug: 'steps-have-no-hidden-state',
  title: 'Steps have no hidden state',
  level: 'MUST',
  origin: 'derived',
  inSource: 'refutes',
  tiers: ['probe'],
  why: 'The essay sees the agent as a fold: a thread and an event go in, a thread comes out. A step that also reads the clock, the environment or a global cannot be tested, replayed or moved.',
  fix: {
    default:
      'Pass what the step needs as an argument or an event: the time, ids, settings. Return effects as data, and let the caller run them.',
    langchain: 'Put the time and ids into the state or into `config.configurable` when the graph is invoked.',
    twelvefold:
      'Take the time from `thread.now`, and everything else from events; `stateless()` guards the rest.',
  },
  example: {
    red: 'const system = `Today is ${new Date().toISOString()}. …`',
    green: 'const system = renderPrompt({ today: event.at })',
  },
  effort: 20,
  judge,
}

/** What only changes an order is F12-R2's. */
const disorder = new Set(['unstable-order', 'race'])

/** Where the repository's own code makes the input or decides, there is a step to look into. */
const ownInput = new Set(['built', 'selected', 'appended', 'resent'])

function judge(agent: Agent, facts: Facts): Judgement {
  if (!hasSteps(agent)) return notApplicable(`${agent.name} is one call: there is no step after it.`)
  const impure = inSteps(agent, facts, ({ impurities }) => impurities).filter(
    ({ kind }) => !disorder.has(kind),
  )
  if (impure.length > 0)
    return fail(
      `A step of ${agent.name} depends on more than its thread: ${names(impure.map((sight) => sight.what))}.`,
      impure.map((sight) => evidence(sight, 'impure')),
    )
  const { owner, at } = agent.control
  if (owner !== 'own' && owner !== 'graph' && !ownInput.has(agent.context.input))
    return unknown(`The steps of ${agent.name} are the framework's: what they depend on is raised by probe.`)
  return pass(`No clock, chance, environment or shared variable was seen in the steps of ${agent.name}.`, [
    evidence(owner === 'own' || owner === 'graph' ? at : agent.context.at, 'pure-step', 'the step'),
  ])
}
