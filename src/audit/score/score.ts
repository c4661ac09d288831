import type { Finding } from '../catalogue/finding.ts'
import type { Profile } from '../catalogue/profile.ts'
import type { AgentScore, Score } from '../catalogue/result.ts'
import type { Facts, Suppression } from '../facts/facts.ts'
import { mainAgent } from './main-agent.ts'
import { scoreAgent } from './score-agent.ts'
import { SET, type Catalogue, type JudgedSuppression, type Scored } from './scored.ts'
import { suppressionState } from './suppression-state.ts'
import { waive } from './waive.ts'

export interface ScoreOptions {
  readonly profile: Profile
  /** The day, `2026-01-31`: waivers end. */
  readonly today: string
  /** Names of tools that the configuration declares to be of low stakes. */
  readonly lowStakes: readonly string[]
}

/** Waivers, then figures: pure, so that the same facts on the same day make the same report. */
export function score(
  facts: Facts,
  findings: readonly Finding[],
  { catalogue, ...options }: ScoreOptions & { readonly catalogue: Catalogue },
): Scored {
  const { profile } = options
  const waived = waive(findings, {
    agents: facts.agents,
    suppressions: suppressionsOf(facts, catalogue, options),
  })
  return { ...waived, profile, score: scoreAll(facts, waived.findings, catalogue) }
}

function scoreAll(facts: Facts, findings: readonly Finding[], catalogue: Catalogue): Score {
  const agents = facts.agents.map((agent) =>
    scoreAgent(
      agent,
      findings.filter((finding) => finding.agent === agent.id),
      catalogue,
    ),
  )
  const least = (figure: (agent: AgentScore) => number): number | undefined =>
    agents.length === 0 ? undefined : Math.min(...agents.map(figure))
  return {
    set: SET,
    agents,
    worst: [...agents].sort(byRaw)[0]?.agent,
    main: mainAgent(facts.agents)?.id,
    raw: least(({ raw }) => raw),
    adjusted: least(({ adjusted }) => adjusted),
    complete: facts.orphans.length === 0 && facts.toolErrors.length === 0 && !findings.some(isBroken),
  }
}

const isBroken = ({ verdict }: Finding): boolean => verdict === 'tool-error'

function byRaw(left: AgentScore, right: AgentScore): number {
  return left.raw - right.raw || left.met / left.applicable - right.met / right.applicable
}

/** What the configuration declares of tools counts as a comment at each of these tools would. */
function suppressionsOf(
  facts: Facts,
  catalogue: Catalogue,
  { today, lowStakes }: ScoreOptions,
): readonly JudgedSuppression[] {
  const requirements = new Set(catalogue.flatMap((factor) => factor.requirements.map(({ id }) => id)))
  const judged =
    (from: JudgedSuppression['from']) =>
    (suppression: Suppression): JudgedSuppression => ({
      ...suppression,
      from,
      state: suppressionState(suppression, { requirements, today }),
    })
  const declared = facts.tools
    .filter(({ name }) => lowStakes.includes(name))
    .map(({ name, file, line, endLine }) => ({
      file,
      line,
      endLine,
      requirement: 'F07-R2',
      kind: 'low stakes',
      reason: `${name} is declared to be of low stakes`,
      owner: undefined,
      until: undefined,
    }))
  return [...facts.suppressions.map(judged('source')), ...declared.map(judged('configuration'))]
}
