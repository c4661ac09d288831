import type { Finding } from '../catalogue/finding.ts'
import type { Audited, CatalogueRequirement } from '../score/scored.ts'
import { raisedBy } from './look-up.ts'

/** In the order of every report. `left`: not for source to say, raised by a probe or by logs. */
export const rowStates = ['failed', 'unknown', 'waived', 'passed', 'left', 'not-applicable'] as const
export type RowState = (typeof rowStates)[number]

/** A requirement over all agents: its state is that of the worst of them. */
export interface RequirementRow {
  readonly requirement: CatalogueRequirement
  readonly state: RowState
  /** The worst first. */
  readonly findings: readonly (Finding & { readonly state: RowState })[]
}

/** All requirements that were asked of an agent: by state, MUST before SHOULD, then as in the catalogue. */
export function requirementRows({ catalogue, findings }: Audited): readonly RequirementRow[] {
  const rows = catalogue
    .flatMap(({ requirements }) => requirements)
    .flatMap((requirement) => {
      const own = findings
        .filter((finding) => finding.requirement === requirement.id)
        .map((finding) => ({ ...finding, state: rowState(finding, requirement) }))
        .sort((left, right) => rank(left.state) - rank(right.state))
      return own[0] ? [{ requirement, state: own[0].state, findings: own }] : []
    })
  return rows.sort((left, right) => rank(left.state) - rank(right.state) || advice(left) - advice(right))
}

const advice = ({ findings }: RequirementRow): number => Number(findings[0]?.level === 'SHOULD')

const rank = (state: RowState): number => rowStates.indexOf(state)

function rowState(finding: Finding, requirement: CatalogueRequirement): RowState {
  switch (finding.verdict) {
    case 'fail':
      return 'failed'
    case 'tool-error':
      return 'unknown'
    case 'unknown':
      return raisedBy(finding, requirement) === 'source' ? 'unknown' : 'left'
    case 'waived':
    case 'not-applicable':
      return finding.verdict
    default:
      return 'passed'
  }
}
