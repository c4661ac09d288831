import type { FactorNumber, Requirement } from './requirement.ts'

/** One of the twelve factors, with the requirements that stand in its folder. */
export interface Factor<Facts, Agent> {
  readonly number: FactorNumber
  /** The folder's name without its number: `own-your-prompts`. */
  readonly slug: string
  /** The essay's title: `Own your prompts`. */
  readonly title: string
  /** One word for cells and tables: `prompts`. */
  readonly word: string
  /** The essay, in humanlayer/12-factor-agents. */
  readonly essay: string
  readonly requirements: readonly Requirement<Facts, Agent>[]
}
