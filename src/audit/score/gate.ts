import type { Level } from '../catalogue/requirement.ts'
import type { Audited } from './scored.ts'

/** What a gate asks beside the defaults. */
export interface GateRules {
  /** Only failures of these requirements count; undefined: of all. */
  readonly requirements?: readonly string[]
  /** Failures of these levels count; undefined: MUST. */
  readonly levels?: readonly Level[]
  /** Failures that were there before do not count: their fingerprints. */
  readonly baseline?: ReadonlySet<string>
  /** The least raw figure. */
  readonly raw?: number
  /** The agents that there are: how many at least, or their names. */
  readonly agents?: number | readonly string[]
}

export interface Gate {
  readonly passed: boolean
  /** One sentence each, empty where it passed. */
  readonly reasons: readonly string[]
}

/** An audit that saw less than there is never passes: orphans, tool errors and missing agents fail whatever is gated. */
export function gate(audited: Audited, rules: GateRules = {}): Gate {
  const reasons = [
    ...failures(audited, rules),
    ...stale(audited, rules),
    ...orphans(audited),
    ...toolErrors(audited),
    ...missingAgents(audited, rules),
    ...low(audited, rules),
  ]
  return { passed: reasons.length === 0, reasons }
}

/** What a failure rests on, of a finding or of one in a report. */
interface Failure {
  readonly requirement: string
  readonly agent: string
  readonly evidence: readonly { readonly kind: string }[]
}

/** The same failure in another run: lines may move, so they are no part of it. */
export function fingerprints({ requirement, agent, evidence }: Failure): readonly string[] {
  const kinds = evidence.length === 0 ? [''] : [...new Set(evidence.map(({ kind }) => kind))]
  return kinds.map((kind) => `${requirement} ${agent} ${kind}`.trimEnd())
}

function failures({ findings }: Audited, { requirements, levels = ['MUST'], baseline }: GateRules): string[] {
  const failing = findings.filter(
    (finding) =>
      finding.verdict === 'fail' &&
      levels.includes(finding.level) &&
      (requirements === undefined || requirements.includes(finding.requirement)) &&
      !(baseline && fingerprints(finding).every((one) => baseline.has(one))),
  )
  const ids = [...new Set(failing.map(({ requirement }) => requirement))].sort()
  return ids.map((id) => {
    const all = failing.filter(({ requirement }) => requirement === id)
    const agents = [...new Set(all.map(({ agent }) => agent.split('#').at(-1) ?? agent))]
    return `${id} ${baseline ? 'newly fails' : 'fails'}: ${agents.join(', ')}`
  })
}

/** A baseline only shrinks: what has been mended must not come back unseen. */
function stale({ findings }: Audited, { baseline }: GateRules): string[] {
  if (!baseline) return []
  const failing = findings.filter(({ verdict, waiver }) => verdict === 'fail' || waiver?.verdict === 'fail')
  const now = new Set(failing.flatMap(fingerprints))
  const gone = [...baseline].filter((one) => !now.has(one))
  return gone.length === 0 ? [] : [`the baseline lists what no longer fails: ${gone.join(', ')}`]
}

function orphans({ facts }: Audited): string[] {
  const { length } = facts.orphans
  return length === 0 ? [] : [`${length} model ${length === 1 ? 'call belongs' : 'calls belong'} to no agent`]
}

function toolErrors({ facts, findings }: Audited): string[] {
  const files = [...new Set(facts.toolErrors.map(({ file }) => file))]
  const checks = findings
    .filter(({ verdict }) => verdict === 'tool-error')
    .map(({ requirement }) => requirement)
  return [
    ...(files.length === 0 ? [] : [`the audit itself failed on ${files.join(', ')}`]),
    ...(checks.length === 0 ? [] : [`checks that failed themselves: ${[...new Set(checks)].join(', ')}`]),
  ]
}

function missingAgents({ facts }: Audited, { agents }: GateRules): string[] {
  if (agents === undefined) return []
  const found = facts.agents.map(({ name }) => name)
  if (typeof agents === 'number') {
    return found.length >= agents ? [] : [`agents declared: ${agents}, found: ${found.length}`]
  }
  const missing = agents.filter((name) => !found.includes(name))
  return missing.length === 0 ? [] : [`declared and not found: ${missing.join(', ')}`]
}

function low({ score }: Audited, { raw }: GateRules): string[] {
  return raw === undefined || (score.raw ?? 100) >= raw ? [] : [`raw ${score.raw} is below ${raw}`]
}
