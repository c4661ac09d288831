import type { Finding, Verdict } from '../catalogue/finding.ts'
import { levelIn } from '../catalogue/profile.ts'
import type { Profile } from '../catalogue/profile.ts'
import type { Judgement } from '../catalogue/requirement.ts'
import type { Agent } from '../facts/agent.ts'
import type { Facts } from '../facts/facts.ts'
import type { Factor, Requirement } from './factor.ts'
import { factors as allFactors } from './factors.ts'

/** Every requirement of these factors on every agent: plain verdicts, before suppressions and scores. */
export function judge(
  facts: Facts,
  factors: readonly Factor[] = allFactors,
  profile: Profile = 'recommended',
): readonly Finding[] {
  const requirements = factors.flatMap((factor) => factor.requirements)
  return facts.agents.flatMap((agent) =>
    requirements.map((requirement) => finding(requirement, agent, facts, profile)),
  )
}

const verdicts: Readonly<Record<Judgement['verdict'], Verdict>> = {
  pass: 'static',
  fail: 'fail',
  unknown: 'unknown',
  'not-applicable': 'not-applicable',
}

function finding(requirement: Requirement, agent: Agent, facts: Facts, profile: Profile): Finding {
  const judgement = requirement.judge?.(agent, facts) ?? raisedElsewhere(requirement)
  return {
    requirement: requirement.id,
    agent: agent.id,
    verdict: verdicts[judgement.verdict],
    level: levelIn(profile, requirement.id, requirement.level),
    tier: 'source',
    because: judgement.because,
    evidence: judgement.verdict === 'not-applicable' ? [] : judgement.evidence,
    waiver: undefined,
  }
}

/** Source says nothing of it: the report names the tier that does. */
function raisedElsewhere(requirement: Requirement): Judgement {
  const tier = requirement.tiers.find((each) => each !== 'source') ?? 'probe'
  return { verdict: 'unknown', because: `Not decided by source: raised by ${tier}.`, evidence: [] }
}
