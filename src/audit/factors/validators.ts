import type { Finding } from '../catalogue/finding.ts'
import type { FactorNumber } from '../catalogue/requirement.ts'
import type { Facts } from '../facts/facts.ts'
import { factors } from './factors.ts'
import { judge } from './judge.ts'

/** One factor as a function of facts: what `twelvefold/audit` exports twelve of. */
export interface Validator {
  readonly factor: FactorNumber
  readonly slug: string
  readonly title: string
  readonly validate: (facts: Facts) => readonly Finding[]
}

export const validators: readonly Validator[] = factors.map((factor) => ({
  factor: factor.number,
  slug: factor.slug,
  title: factor.title,
  validate: (facts) => judge(facts, [factor]),
}))
