import type { Label } from './label.ts'
import type { FactorWord, Neutral } from './neutral.ts'

export interface FactorTally {
  readonly judged: number
  readonly exact: number
  /** Exact, or one step apart on fail, partial, pass. */
  readonly lenient: number
  /** Pass against fail. */
  readonly contradictions: number
  readonly disagreements: readonly string[]
}

export const noFactors: FactorTally = {
  judged: 0,
  exact: 0,
  lenient: 0,
  contradictions: 0,
  disagreements: [],
}

const steps: Readonly<Record<string, number>> = { fail: 0, partial: 1, pass: 2 }
const factors = Array.from({ length: 12 }, (_, index) => String(index + 1))

export function scoreFactors(name: string, label: Label, result: Neutral): FactorTally {
  return factors
    .map((factor) => scoreFactor(`factor ${factor} ${name}`, label.factors[factor], result.factors[factor]))
    .reduce(sumOfFactors, noFactors)
}

function scoreFactor(
  name: string,
  expected: FactorWord | undefined,
  given: FactorWord | undefined,
): FactorTally {
  if (!given) return { ...noFactors, judged: 1, disagreements: [`${name}: label ${expected}, audit -`] }
  const isExact = expected === given
  const apart = Math.abs((steps[expected ?? ''] ?? NaN) - (steps[given] ?? NaN))
  return {
    judged: 1,
    exact: Number(isExact),
    lenient: Number(isExact || apart === 1),
    contradictions: Number(apart === 2),
    disagreements: isExact ? [] : [`${name}: label ${expected}, audit ${given}`],
  }
}

export function sumOfFactors(one: FactorTally, other: FactorTally): FactorTally {
  return {
    judged: one.judged + other.judged,
    exact: one.exact + other.exact,
    lenient: one.lenient + other.lenient,
    contradictions: one.contradictions + other.contradictions,
    disagreements: [...one.disagreements, ...other.disagreements],
  }
}
