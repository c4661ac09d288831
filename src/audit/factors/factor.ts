// Facts to findings: one folder per factor, one requirement a file, each a pure function of facts.
import type { Factor as FactorOf } from '../catalogue/factor.ts'
import type { Requirement as RequirementOf } from '../catalogue/requirement.ts'
import type { Agent } from '../facts/agent.ts'
import type { Facts } from '../facts/facts.ts'

export type Requirement = RequirementOf<Facts, Agent>
export type Factor = FactorOf<Facts, Agent>
