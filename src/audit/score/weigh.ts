import type { Finding, Verdict } from '../catalogue/finding.ts'
import type { Level } from '../catalogue/requirement.ts'
import { combine } from './combine.ts'
import type { CatalogueRequirement } from './scored.ts'

/** What one requirement weighs and earns for one agent. Requirements that do not apply are not weighed. */
export interface Weighed {
  readonly requirement: string
  readonly level: Level
  readonly weight: number
  /** As if nothing were waived. */
  readonly verdict: Verdict
  readonly credit: number
  /** All that does not pass is waived: left out of the adjusted figure. */
  readonly waived: boolean
  /** Not decided, and not for source to decide: raised by a probe or by logs. */
  readonly left: boolean
}

const WEIGHTS: Readonly<Record<Level, number>> = { MUST: 3, SHOULD: 1 }

/** `findings`: those of this requirement and one agent. */
export function weigh(requirement: CatalogueRequirement, findings: readonly Finding[]): Weighed | undefined {
  const verdict = combine(findings)
  if (verdict === undefined || verdict === 'not-applicable') return undefined
  const level = findings[0]?.level ?? requirement.level
  const open = findings.filter(({ waiver }) => waiver === undefined)
  return {
    requirement: requirement.id,
    level,
    weight: WEIGHTS[level],
    verdict,
    credit: credit(verdict, requirement),
    waived: open.length === 0,
    left: verdict === 'unknown' && requirement.inSource !== 'decides',
  }
}

/** Reading proves less than running, where running is possible. */
function credit(verdict: Verdict, { tiers }: CatalogueRequirement): number {
  switch (verdict) {
    case 'proven':
      return 1
    case 'observed':
      return 0.85
    case 'static':
      return tiers.includes('probe') ? 0.7 : 1
    default:
      return 0
  }
}
