import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import { canFailBetween, fedBack, runTools } from '../failures.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'

export const kindsOfErrorsAreToldApart: Requirement = {
  id: 'F09-R5',
  factor: 9,
  slug: 'kinds-of-errors-are-told-apart',
  title: 'Kinds of errors are told apart',
  level: 'SHOULD',
  origin: 'derived',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'A busy server is for code to try again, wrong arguments are for the model to mend, a missing right is for a person: one catch for all of them wastes steps on what steps cannot repair.',
  fix: {
    default:
      'Map errors to transient, invalid and permanent by type or status; try transient ones again in code.',
    twelvefold: 'Read `retryable` of `compactError`.',
  },
  example: {
    red: 'catch (error) { append(failed(call, error)) }',
    green:
      "catch (error) {\n  if (isTransient(error)) return retry(call)\n  append(failed(call, error, isInvalid(error) ? 'invalid' : 'permanent'))\n}",
  },
  effort: 20,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const { errors, control } = agent
  if (errors.classifications.length > 0)
    return pass(
      `${agent.name} tells kinds of errors apart.`,
      errors.classifications.map((sight) => evidence(sight, 'classification')),
    )
  const bad = [...errors.swallowed, ...errors.crashes, ...errors.ends]
  const failing = runTools(agent, facts).some(({ failure }) => failure === 'throws')
  const isOpen = failing || bad.length + fedBack(agent, facts).length > 0
  if (!canFailBetween(agent, facts) || !isOpen)
    return notApplicable(`No failing step of ${agent.name} was seen.`)
  return fail(`Whatever fails in ${agent.name} is handled, or not handled, in the same way.`, [
    evidence(control.at, 'no-classification', 'no type or status of an error is looked at'),
  ])
}
