import type { AgentScore, FactorScore } from '../catalogue/result.ts'
import type { FactorNumber } from '../catalogue/requirement.ts'
import type { Audited } from '../score/scored.ts'

/** A factor at a glance. `partly`: a MUST fails, and more than half of what was decided does not. */
export type CellState = 'met' | 'partly' | 'not-met' | 'unknown' | 'not-applicable'

export interface Cell {
  readonly factor: FactorNumber
  /** One word for the factor: `prompts`. */
  readonly word: string
  readonly state: CellState
}

/** Never a colour alone: a glyph and a word. */
export const glyphs: Readonly<Record<CellState, string>> = {
  met: '●',
  partly: '◐',
  'not-met': '✕',
  unknown: '?',
  'not-applicable': '–',
}

export const stateWords: Readonly<Record<CellState, string>> = {
  met: 'met',
  partly: 'partly',
  'not-met': 'not met',
  unknown: 'not decided',
  'not-applicable': 'does not apply',
}

const worstFirst: readonly CellState[] = ['not-met', 'partly', 'unknown', 'met', 'not-applicable']

/** The twelve cells of the repository: each is that of its worst agent, never a mean. */
export function cells({ catalogue, score }: Audited): readonly Cell[] {
  return catalogue.map(({ number, word }) => {
    const states = score.agents.map((agent) => cellState(agent, number))
    return {
      factor: number,
      word,
      state: worstFirst.find((state) => states.includes(state)) ?? 'not-applicable',
    }
  })
}

export function cellState({ factors }: AgentScore, number: FactorNumber): CellState {
  const found = factors.find(({ factor }) => factor === number)
  return found ? stateOf(found) : 'not-applicable'
}

function stateOf({ level, weight }: FactorScore): CellState {
  switch (level) {
    case 'not-met':
      return weight.passes === 0 || weight.mustFails * 2 >= weight.decidable ? 'not-met' : 'partly'
    case 'unknown':
    case 'not-applicable':
      return level
    default:
      return 'met'
  }
}
