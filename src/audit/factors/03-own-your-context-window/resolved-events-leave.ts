import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'

export const resolvedEventsLeave: Requirement = {
  id: 'F03-R5',
  factor: 3,
  slug: 'resolved-events-leave',
  title: 'Resolved events leave',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: once a call has worked, its errors can leave the window. What is over still pulls the next decision.',
  fix: {
    default:
      'Mark errors as resolved and superseded results as such, and leave them out when the input is made.',
    twelvefold: 'Give the agent a `context` that leaves out failures whose call has succeeded since.',
  },
  example: {
    red: 'return events.map(toMessage)',
    green: 'return events.filter((event) => !event.resolvedBy).map(toMessage)',
  },
  effort: 30,
  judge,
}

function judge(agent: Agent): Judgement {
  const { input, resolves, at } = agent.context
  const enters = [...agent.errors.fedBack, ...agent.errors.raw, ...agent.errors.compact]
  if (input === 'one-shot') return notApplicable(`${agent.name} carries nothing from one call to the next.`)
  if (resolves.length > 0)
    return pass(
      `Errors that are over leave what ${agent.name} reads.`,
      resolves.map((filter) => evidence(filter, 'resolves')),
    )
  if (enters.length === 0) return notApplicable(`No error enters what ${agent.name} reads.`)
  return fail(`Errors that are over stay in what ${agent.name} reads.`, [
    evidence(at, 'errors-stay'),
    ...enters.map((error) => evidence(error, 'error-enters')),
  ])
}
