import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass, unknown } from '../judgement.ts'

export const stepsAreBounded: Requirement = {
  id: 'F08-R2',
  factor: 8,
  slug: 'steps-are-bounded',
  title: 'Steps are bounded',
  level: 'MUST',
  origin: 'derived',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay lets code break off the loop. A model that never says that it is done runs, and costs, until somebody notices.',
  fix: {
    default:
      'Count the steps of a run, compare the count with a bound on the way to each model call, and end with a reason.',
    'ai-sdk':
      'Set `stopWhen: isStepCount(n)` (`stepCountIs` before AI SDK 7); `isLoopFinished()` is never true by itself.',
    'openai-agents': 'Pass `maxTurns` to `run`.',
    langchain: 'Pass `recursionLimit` when you invoke the graph.',
    anthropic: 'Pass `max_iterations` to `toolRunner`, or count in your own loop.',
    mastra: 'Pass `maxSteps` to `generate` or `stream`.',
    agentkit: 'Set `maxIter` on the network.',
    twelvefold: 'Begin `decide` with `limits(thread, { steps: 20 })`.',
  },
  example: {
    red: 'while (true) { const reply = await next(messages); … }',
    green: 'for (let step = 0; step < 10; step++) { const reply = await next(messages); … }',
  },
  effort: 5,
  judge,
}

function judge(agent: Agent): Judgement {
  const { owner, bound, at } = agent.control
  if (owner === 'none' || agent.kind === 'single-call') return notApplicable(`${agent.name} takes one step.`)
  const place = bound.at ?? at
  switch (bound.state) {
    case 'explicit':
      return pass(
        bound.steps === undefined
          ? `${agent.name} takes a fixed list of steps.`
          : `${agent.name} ends after at most ${bound.steps} steps.`,
        [evidence(place, 'explicit-bound', steps(bound.steps))],
      )
    case 'default':
      // Bounded, but by a number that nobody here chose and that an update can change: still named.
      return pass(
        `Only the framework's own default bounds ${agent.name}${bound.steps === undefined ? '' : ` (${bound.steps} steps)`}.`,
        [evidence(place, 'default-bound', `by default ${steps(bound.steps)}`)],
      )
    case 'none':
      return fail(`Nothing but the model ends the loop of ${agent.name}.`, [
        evidence(place, 'no-step-bound', 'no bound is compared on the way to the model'),
      ])
    case 'unknown':
      return unknown(`The bound of ${agent.name} could not be traced to a number.`, [
        evidence(place, 'untraced-bound', 'a bound that was not resolved'),
      ])
  }
}

const steps = (bound: number | undefined): string =>
  bound === undefined ? 'a fixed number of steps' : `${bound} steps`
