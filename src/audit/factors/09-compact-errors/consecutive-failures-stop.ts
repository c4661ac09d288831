import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import { canFailBetween, fedBack, repeats } from '../failures.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass, unknown } from '../judgement.ts'

export const consecutiveFailuresStop: Requirement = {
  id: 'F09-R3',
  factor: 9,
  slug: 'consecutive-failures-stop',
  title: 'Consecutive failures stop',
  level: 'MUST',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay counts consecutive errors and breaks off at about three: an agent that reads the same failure again and again spins out.',
  fix: {
    default:
      'Count failures in a row per tool from the history, start again at a success, and leave the loop at three.',
    'ai-sdk': 'Count failed results in `stopWhen` over `steps`.',
    langchain: 'Count error messages at the end of the state in the router, and go to another node at three.',
    twelvefold: 'Begin `decide` with `limits(thread, { consecutiveErrors: 3 })`.',
  },
  example: {
    red: 'catch (error) { append(failed(call, error)) }   // and on it goes',
    green:
      'append(failed(call, error))\nif (consecutiveFailures(thread, call.name) >= 3) return escalate(thread, call)',
  },
  effort: 20,
  judge,
}

/** More attempts than a run may have steps (factor 10) are no threshold. */
const mostAttempts = 25

function judge(agent: Agent, facts: Facts): Judgement {
  const { errors, control } = agent
  if (errors.unboundedRetries.length > 0)
    return fail(
      `${agent.name} tries a failing call again without an end.`,
      errors.unboundedRetries.map((sight) => evidence(sight, 'unbounded-retry')),
    )
  if (errors.thresholds.length > 0)
    return pass(
      `${agent.name} counts its failures and stops at a number.`,
      errors.thresholds.map((sight) => evidence(sight, 'threshold')),
    )
  if (!repeats(agent) || !canFailBetween(agent, facts))
    return notApplicable(`Code, not the model, says whether ${agent.name} tries again.`)
  if (fedBack(agent, facts).length === 0)
    return errors.ends.length > 0
      ? pass(
          `The first failure ends the run of ${agent.name}.`,
          errors.ends.map((sight) => evidence(sight, 'ends-run')),
        )
      : notApplicable(`No code of this repository feeds a failure back to ${agent.name}: see F09-R1.`)
  const { state, steps, at } = control.bound
  const place = at ?? control.at
  if (state === 'unknown')
    return unknown(`Nothing counts the failures of ${agent.name}, and its bound could not be traced.`, [
      evidence(place, 'untraced-bound', 'a bound that was not resolved'),
    ])
  if (state !== 'none' && (steps ?? 0) <= mostAttempts)
    return pass(
      `Nothing counts the failures of ${agent.name}, but its bound of steps ends a series of them${steps === undefined ? '' : ` after ${steps} at most`}.`,
      [evidence(place, 'bounded-by-steps', 'the bound of steps')],
    )
  return fail(`Nothing stops ${agent.name} from failing the same way again and again.`, [
    evidence(control.at, 'no-threshold', 'failures are not counted'),
  ])
}
