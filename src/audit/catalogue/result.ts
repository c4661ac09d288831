import type { Finding } from './finding.ts'
import type { FactorNumber } from './requirement.ts'

/** The headline of a factor: see CATALOGUE, Scoring. */
export type FactorLevel = 'not-met' | 'unknown' | 'met-static' | 'met-observed' | 'proven' | 'not-applicable'

export interface FactorScore {
  readonly factor: FactorNumber
  readonly level: FactorLevel
  /** 0 to 100; undefined when nothing of the factor applies. Capped at 49 while a MUST fails, 79 while one is unknown. */
  readonly score: number | undefined
  /**
   * Weight of the requirements that were decided, and how much of it passes and fails (a waived failure fails).
   * `mustFails`: the part of `fails` that is of MUSTs.
   */
  readonly weight: {
    readonly decidable: number
    readonly passes: number
    readonly fails: number
    readonly mustFails: number
  }
}

export interface AgentScore {
  readonly agent: string
  readonly name: string
  readonly factors: readonly FactorScore[]
  readonly met: number
  readonly proven: number
  readonly unknown: number
  readonly failing: number
  /** Factors that apply: `met` is said of so many. */
  readonly applicable: number
  /** 0 to 100: with waived requirements as fails, and with them left out. */
  readonly raw: number
  readonly adjusted: number
}

/** What the repository is told: its worst agent and the distribution, never the mean. */
export interface Score {
  /** The scoring set: `12fa-2026.1`. */
  readonly set: string
  readonly agents: readonly AgentScore[]
  readonly worst: string | undefined
  readonly main: string | undefined
  readonly raw: number | undefined
  readonly adjusted: number | undefined
  readonly complete: boolean
}

export interface Judged {
  readonly findings: readonly Finding[]
  readonly score: Score
}
