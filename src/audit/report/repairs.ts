import type { Finding } from '../catalogue/finding.ts'
import type { Evidence, FactorNumber, Level } from '../catalogue/requirement.ts'
import type { Audited, CatalogueRequirement } from '../score/scored.ts'
import { requirementOf } from './look-up.ts'

/** All places of one requirement and one pattern: mended together, counted once. */
export interface Repair {
  readonly requirement: string
  readonly factor: FactorNumber
  readonly title: string
  readonly level: Level
  /** The kind of its places: `inline-prompt`. */
  readonly pattern: string
  readonly places: readonly Evidence[]
  /** Ids of the agents that it holds back. */
  readonly agents: readonly string[]
  /** Said of the first agent. */
  readonly because: string
  readonly why: string
  /** What to do, for the framework of the first agent. */
  readonly fix: string
  readonly minutes: number
  /** The weight of the requirement, times the agents. */
  readonly gain: number
}

/** The most important first: weight times agents, then MUST, then what is done sooner. */
export function repairs(audited: Audited): readonly Repair[] {
  const units = new Map<string, { readonly pattern: string; readonly findings: Finding[] }>()
  for (const finding of audited.findings) {
    if (finding.verdict !== 'fail') continue
    for (const pattern of patternsOf(finding)) {
      const unit = units.get(`${finding.requirement} ${pattern}`)
      if (unit) unit.findings.push(finding)
      else units.set(`${finding.requirement} ${pattern}`, { pattern, findings: [finding] })
    }
  }
  return [...units.values()].map(({ pattern, findings }) => repairOf(pattern, findings, audited)).sort(byGain)
}

/** The first of each requirement: three patterns of one are one thing to learn. */
export function firstRepairs(audited: Audited, most: number): readonly Repair[] {
  const all = repairs(audited)
  return all
    .filter(({ requirement }, at) => all.findIndex((one) => one.requirement === requirement) === at)
    .slice(0, most)
}

function patternsOf({ evidence }: Finding): readonly string[] {
  return evidence.length === 0 ? [''] : [...new Set(evidence.map(({ kind }) => kind))]
}

function repairOf(pattern: string, findings: readonly Finding[], { catalogue, facts }: Audited): Repair {
  const first = findings[0]!
  const requirement = requirementOf(first, catalogue)
  const agents = [...new Set(findings.map(({ agent }) => agent))]
  const places = distinct(findings.flatMap(({ evidence }) => evidence.filter(({ kind }) => kind === pattern)))
  const framework = facts.agents.find(({ id }) => id === first.agent)?.framework
  return {
    requirement: requirement.id,
    factor: requirement.factor,
    title: requirement.title,
    level: first.level,
    pattern,
    places,
    agents,
    because: first.because,
    why: requirement.why,
    fix: fixFor(requirement, framework),
    minutes: requirement.effort * Math.max(places.length, 1),
    gain: (first.level === 'MUST' ? 3 : 1) * agents.length,
  }
}

export function fixFor({ fix }: CatalogueRequirement, framework: string | undefined): string {
  return (framework === undefined ? undefined : fix[framework]) ?? fix.default
}

/** Agents that are made of each other share places. */
export function distinct(places: readonly Evidence[]): readonly Evidence[] {
  const seen = new Map(places.map((place) => [`${place.file}:${place.line}:${place.endLine}`, place]))
  return [...seen.values()]
}

function byGain(left: Repair, right: Repair): number {
  const order = Number(right.level === 'MUST') - Number(left.level === 'MUST')
  return (
    right.gain - left.gain ||
    order ||
    left.minutes - right.minutes ||
    (left.requirement < right.requirement ? -1 : 1)
  )
}
