import type { Judgement } from '../../catalogue/requirement.ts'
import type { Agent } from '../../facts/agent.ts'
import type { Facts } from '../../facts/facts.ts'
import { canFailBetween, fedBack, repeats } from '../failures.ts'
import type { Requirement } from '../factor.ts'
import { evidence, fail, notApplicable, pass } from '../judgement.ts'

export const repeatedFailuresEscalate: Requirement = {
  id: 'F09-R4',
  factor: 9,
  slug: 'repeated-failures-escalate',
  title: 'Repeated failures escalate',
  level: 'SHOULD',
  origin: 'essay',
  inSource: 'decides',
  tiers: ['probe', 'logs'],
  why: 'The essay: when the counter is full, escalate to a person, reset part of the context, or take the deterministic way. To go on, or to end in silence, is none of these.',
  fix: {
    default:
      'Where the counter ends the loop, ask a person (factor 7), or call a fallback that needs no model.',
    twelvefold:
      'After `limits(…)` in `decide`, return `askHuman` when the thread has failed three times in a row.',
  },
  example: {
    red: 'if (failures >= 3) return',
    green: 'if (failures >= 3) return askHuman(thread, `${call.name} failed three times: ${last.message}`)',
  },
  effort: 30,
  judge,
}

function judge(agent: Agent, facts: Facts): Judgement {
  const { errors, control } = agent
  const heard = [...errors.escalations, ...errors.ends]
  if (heard.length > 0)
    return pass(
      errors.escalations.length > 0
        ? `When ${agent.name} keeps failing, somebody or something else takes over.`
        : `When ${agent.name} fails for good, its caller is told.`,
      heard.map((sight) => evidence(sight, 'escalation')),
    )
  if (!repeats(agent) || !canFailBetween(agent, facts) || fedBack(agent, facts).length === 0)
    return notApplicable(`${agent.name} has no series of failures to hand over.`)
  return fail(`When ${agent.name} keeps failing, nobody and nothing takes over.`, [
    evidence(errors.thresholds[0] ?? control.at, 'no-escalation', 'ends without a fallback'),
  ])
}
