import type { FactorLevel, FactorScore } from '../catalogue/result.ts'
import type { FactorNumber } from '../catalogue/requirement.ts'
import { isPass } from './combine.ts'
import type { Weighed } from './weigh.ts'

const CAP_FAILING = 49
const CAP_UNKNOWN = 79

export function scoreFactor(factor: FactorNumber, weighed: readonly Weighed[]): FactorScore {
  const decided = weighed.filter(({ left }) => !left)
  const sum = (which: (one: Weighed) => boolean): number =>
    decided.filter(which).reduce((total, { weight }) => total + weight, 0)
  return {
    factor,
    level: levelOf(weighed),
    score: figure(weighed),
    weight: {
      decidable: sum(() => true),
      passes: sum(({ verdict }) => isPass(verdict)),
      fails: sum(({ verdict }) => verdict === 'fail'),
      mustFails: sum(({ verdict, level }) => verdict === 'fail' && level === 'MUST'),
    },
  }
}

function levelOf(weighed: readonly Weighed[]): FactorLevel {
  if (weighed.length === 0) return 'not-applicable'
  const musts = weighed.filter(({ level }) => level === 'MUST')
  if (musts.length > 0) return levelOfMusts(musts)
  // Where only SHOULDs apply, one that holds is enough.
  const passing = weighed.filter(({ verdict }) => isPass(verdict))
  if (passing.length > 0) return levelOfMusts(passing)
  return weighed.some(({ verdict }) => verdict === 'fail') ? 'not-met' : 'unknown'
}

/** The level of the weakest. What another tier would have to raise caps the level, and is no verdict. */
function levelOfMusts(musts: readonly Weighed[]): FactorLevel {
  const verdicts = musts.filter(({ left }) => !left).map(({ verdict }) => verdict)
  if (verdicts.includes('fail')) return 'not-met'
  if (verdicts.length === 0 || verdicts.includes('unknown') || verdicts.includes('tool-error'))
    return 'unknown'
  if (verdicts.length < musts.length || verdicts.includes('static')) return 'met-static'
  return verdicts.includes('observed') ? 'met-observed' : 'proven'
}

/**
 * 0 to 100; undefined where nothing is left to count. What another tier would have to raise is left out once a MUST of
 * the factor was decided, and earns nothing until then: SHOULDs alone make no figure. `adjusted` leaves out what is
 * waived, and so is never below the raw figure.
 */
export function figure(weighed: readonly Weighed[], kind: 'raw' | 'adjusted' = 'raw'): number | undefined {
  const musts = weighed.filter(({ level }) => level === 'MUST')
  const isDecided = musts.length === 0 || musts.some(({ left }) => !left)
  const isCounted = ({ waived }: Weighed): boolean => kind === 'raw' || !waived
  const counted = weighed.filter((one) => isCounted(one) && !(isDecided && one.left))
  const total = counted.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return weighed.length > 0 && kind === 'raw' ? 0 : undefined
  const earned = counted.reduce((sum, { weight, credit }) => sum + weight * credit, 0)
  return Math.min((100 * earned) / total, cap(musts.filter(isCounted)))
}

function cap(musts: readonly Weighed[]): number {
  if (musts.some(({ verdict }) => verdict === 'fail')) return CAP_FAILING
  return musts.some(({ verdict }) => verdict === 'unknown' || verdict === 'tool-error') ? CAP_UNKNOWN : 100
}
