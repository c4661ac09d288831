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

/** A check that fails itself says so, and the others go on. */
type Judged =
  Judgement | (Omit<Extract<Judgement, { verdict: 'unknown' }>, 'verdict'> & { readonly verdict: 'broken' })

const verdicts: Readonly<Record<Judged['verdict'], Verdict>> = {
  pass: 'static',
  fail: 'fail',
  unknown: 'unknown',
  'not-applicable': 'not-applicable',
  broken: 'tool-error',
}

function finding(requirement: Requirement, agent: Agent, facts: Facts, profile: Profile): Finding {
  const judgement = judged(requirement, agent, facts)
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

function judged(requirement: Requirement, agent: Agent, facts: Facts): Judged {
  try {
    return requirement.judge?.(agent, facts) ?? raisedElsewhere(requirement)
  } catch (error) {
    const because = `The check itself failed on ${agent.name}: ${error instanceof Error ? error.message : String(error)}`
    return { verdict: 'broken', because, evidence: [] }
  }
}

/** Source says nothing of it: the report names the tier that does. */
function raisedElsewhere(requirement: Requirement): Judgement {
  const tier = requirement.tiers.find((each) => each !== 'source') ?? 'probe'
  return { verdict: 'unknown', because: `Not decided by source: raised by ${tier}.`, evidence: [] }
}
