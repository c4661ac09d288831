import type { Evidence, Level, Tier } from './requirement.ts'

/** `static`: passes, from source alone. See CATALOGUE, Scoring. */
export type Verdict =
  'proven' | 'observed' | 'static' | 'unknown' | 'fail' | 'not-applicable' | 'waived' | 'tool-error'

/** The verdict of one requirement for one agent: what reports list, gates count and scores weigh. */
export interface Finding {
  readonly requirement: string
  readonly agent: string
  readonly verdict: Verdict
  readonly level: Level
  readonly tier: Tier
  /** In one sentence: what is so, or why nothing can be said. */
  readonly because: string
  /** All places of one repair unit: they are one deduction. */
  readonly evidence: readonly Evidence[]
  /** Set when `verdict` is `waived`: the verdict it would have, and who took the risk. */
  readonly waiver: Waiver | undefined
}

export interface Waiver {
  readonly verdict: Verdict
  readonly kind: string
  readonly reason: string
  readonly owner: string | undefined
  readonly until: string | undefined
  readonly at: { readonly file: string; readonly line: number }
}
