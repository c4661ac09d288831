import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass, unknown } from '../judgement.ts'

export const runsTakeFewSteps: Requirement = {
  id: 'F10-R2',
  factor: 10,
  slug: 'runs-take-few-steps',
  title: 'Runs take few steps',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: 3 to 10, maybe 20 steps. The longer the run, the longer the context, and the more a model loses its way.',
  fix: {
    default:
      'Bound the run at 20 steps or fewer; give what needs more to several agents, one after another, in code.',
    'ai-sdk': 'Set `stopWhen: isStepCount(20)` or less.',
    'openai-agents': 'Pass `maxTurns: 20` or less.',
    langchain: 'Pass a `recursionLimit` for at most 20 turns of the model.',
    twelvefold: 'Set `limits(thread, { steps: 20 })` or less.',
  },
  example: {
    red: 'stopWhen: stepCountIs(100),',
    green: 'stopWhen: stepCountIs(12),',
  },
  effort: 10,
  judge,
}

const mostSteps = 20

function judge(agent: Agent): Judgement {
  if (agent.kind === 'workflow' || agent.kind === 'single-call' || agent.control.owner === 'none')
    return notApplicable(`Code lists the steps of ${agent.name}.`)
  const { state, steps, at } = agent.control.bound
  const place = at ?? agent.control.at
  // Without a bound the number of steps is the model's: the repair is F08-R2's, how many they are a run shows.
  if (state === 'none')
    return unknown(`${agent.name} has no bound (F08-R2): how many steps it takes is raised by logs.`, [
      evidence(place, 'unbounded', 'no bound'),
    ])
  if (state === 'unknown' || (state === 'default' && (steps ?? mostSteps) > mostSteps))
    return unknown(
      `Nobody here chose the bound of ${agent.name}: how many steps it takes is raised by logs.`,
      [evidence(place, 'bound-not-chosen', steps === undefined ? 'not traced' : `${steps} by default`)],
    )
  if (steps !== undefined && steps > mostSteps)
    return fail(
      `${agent.name} may take ${steps} steps; ${mostSteps} are the most that a small agent needs.`,
      [evidence(place, 'many-steps', `${steps} steps`)],
    )
  return pass(`${agent.name} takes ${steps === undefined ? 'a fixed list of' : `at most ${steps}`} steps.`, [
    evidence(place, 'few-steps', steps === undefined ? 'a fixed list' : `${steps} steps`),
  ])
}
