// The report for programs. Its shape is stable: keys are added, never renamed or taken away within a `version`.
import type { Finding } from '../catalogue/finding.ts'
import type { Profile } from '../catalogue/profile.ts'
import type { FactorScore } from '../catalogue/result.ts'
import type { Evidence, FactorNumber } from '../catalogue/requirement.ts'
import type { Agent } from '../facts/agent.ts'
import type { Facts, FileFacts, Framework, ToolError } from '../facts/facts.ts'
import type { Audited, JudgedSuppression } from '../score/scored.ts'
import type { Gate } from '../score/gate.ts'
import { cells, type CellState } from './cells.ts'
import { headline } from './headline.ts'
import { raisedBy, requirementOf, scoreOf, type RaisedBy } from './look-up.ts'
import { repairs, type Repair } from './repairs.ts'

export interface AuditJson {
  readonly version: 1
  /** The scoring set. */
  readonly set: string
  readonly profile: Profile
  readonly headline: {
    /** What the terminal says first. */
    readonly text: string
    /** False: model calls without an agent, or files on which the audit failed. */
    readonly complete: boolean
    readonly factors: readonly {
      readonly factor: FactorNumber
      readonly word: string
      readonly state: CellState
    }[]
  }
  /** Of the worst agent; null without agents. */
  readonly raw: number | null
  readonly adjusted: number | null
  /** Ids of agents; null without agents. */
  readonly worst: string | null
  readonly main: string | null
  readonly agents: readonly AgentJson[]
  readonly findings: readonly FindingJson[]
  /** What to mend, the most important first. */
  readonly repairs: readonly Repair[]
  readonly modelCalls: Facts['modelCalls']
  readonly prompts: Facts['prompts']
  readonly tools: Facts['tools']
  readonly humans: Facts['humans']
  readonly triggers: Facts['triggers']
  /** Ids of model calls that belong to no agent. */
  readonly orphans: readonly string[]
  readonly suppressions: readonly JudgedSuppression[]
  readonly files: { readonly total: number; readonly read: number }
  readonly frameworks: readonly Framework[]
  /** What was not read, or in part. */
  readonly unread: Pick<FileFacts, 'partly' | 'unread' | 'otherLanguages'>
  readonly toolErrors: readonly ToolError[]
  /** Null without `--gate`. */
  readonly gate: Gate | null
}

/** An agent with all that was seen of it, and its score. */
export interface AgentJson extends Agent {
  readonly main: boolean
  readonly factors: readonly FactorScore[]
  readonly met: number
  readonly applicable: number
  readonly proven: number
  readonly unknown: number
  readonly failing: number
  readonly raw: number
  readonly adjusted: number
}

export interface FindingJson extends Omit<Finding, 'evidence' | 'waiver'> {
  readonly factor: FactorNumber
  readonly slug: string
  readonly title: string
  readonly evidence: readonly Evidence[]
  readonly waiver: Finding['waiver'] | null
  /** `source`: by this report; otherwise what has to run before it can be said. */
  readonly raisedBy: RaisedBy
}

export function auditJson(audited: Audited, verdict?: Gate): AuditJson {
  const { facts, score, profile, suppressions } = audited
  const { partly, unread, otherLanguages, total, read } = facts.files
  return {
    version: 1,
    set: score.set,
    profile,
    headline: {
      text: headline(audited),
      complete: score.complete,
      factors: cells(audited).map(({ factor, word, state }) => ({ factor, word, state })),
    },
    raw: score.raw ?? null,
    adjusted: score.adjusted ?? null,
    worst: score.worst ?? null,
    main: score.main ?? null,
    agents: facts.agents.map((agent) => agentJson(agent, audited)),
    findings: audited.findings.map((finding) => findingJson(finding, audited)),
    repairs: repairs(audited),
    modelCalls: facts.modelCalls,
    prompts: facts.prompts,
    tools: facts.tools,
    humans: facts.humans,
    triggers: facts.triggers,
    orphans: facts.orphans,
    suppressions,
    files: { total, read },
    frameworks: facts.frameworks,
    unread: { partly, unread, otherLanguages },
    toolErrors: facts.toolErrors,
    gate: verdict ?? null,
  }
}

function agentJson(agent: Agent, { score }: Audited): AgentJson {
  const { factors, met, applicable, proven, unknown, failing, raw, adjusted } = scoreOf(agent, score)
  const figures = { factors, met, applicable, proven, unknown, failing, raw, adjusted }
  return { ...agent, main: agent.id === score.main, ...figures }
}

function findingJson(finding: Finding, { catalogue }: Audited): FindingJson {
  const requirement = requirementOf(finding, catalogue)
  const { factor, slug, title } = requirement
  return {
    ...finding,
    factor,
    slug,
    title,
    waiver: finding.waiver ?? null,
    raisedBy: raisedBy(finding, requirement),
  }
}
