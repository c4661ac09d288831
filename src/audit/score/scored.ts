// Findings to levels and figures: pure functions. The rules are those of the scoring set that `Score.set` names.
import type { Factor } from '../catalogue/factor.ts'
import type { Judged } from '../catalogue/result.ts'
import type { Profile } from '../catalogue/profile.ts'
import type { Requirement } from '../catalogue/requirement.ts'
import type { Agent } from '../facts/agent.ts'
import type { Facts, Suppression } from '../facts/facts.ts'

export type Catalogue = readonly Factor<Facts, Agent>[]
export type CatalogueRequirement = Requirement<Facts, Agent>

/** The scoring set: its weights, credits and caps never change; a change of them is a new set. */
export const SET = '12fa-2026.1'

/** What is scored, with all that its figures rest on beside the facts. */
export interface Scored extends Judged {
  readonly profile: Profile
  readonly suppressions: readonly JudgedSuppression[]
}

/** All that a report shows: what was found, what is said of it, and what the requirements mean. */
export interface Audited extends Scored {
  readonly facts: Facts
  readonly catalogue: Catalogue
}

/**
 * What became of a suppression. Only `applied` waives; the others are reported, so that nobody believes in them:
 * `unused` has nothing to waive at its place.
 */
export type SuppressionState =
  | 'applied'
  | 'unused'
  | 'expired'
  | 'date-invalid'
  | 'kind-unknown'
  | 'reason-missing'
  | 'requirement-unknown'

export interface JudgedSuppression extends Suppression {
  readonly state: SuppressionState
  /** Where it stands: a comment in the source, or `policy` in twelvefold.json. */
  readonly from: 'source' | 'configuration'
}
