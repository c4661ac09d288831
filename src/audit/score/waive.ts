import type { Finding, Waiver } from '../catalogue/finding.ts'
import type { Agent } from '../facts/agent.ts'
import type { Place } from '../facts/place.ts'
import type { JudgedSuppression } from './scored.ts'

interface Given {
  readonly suppressions: readonly JudgedSuppression[]
  readonly agents: readonly Agent[]
}

/** The findings with what is suppressed as `waived`, and the suppressions that did something as `applied`. */
export function waive(
  findings: readonly Finding[],
  given: Given,
): { readonly findings: readonly Finding[]; readonly suppressions: readonly JudgedSuppression[] } {
  const covers = given.suppressions
    .filter(({ state }) => state === 'unused')
    .map((suppression) => ({ suppression, lastLine: lastLine(suppression, given.suppressions) }))
  const agents = new Map(given.agents.map((agent) => [agent.id, agent]))
  const applied = new Set<JudgedSuppression>()
  const waived = findings.flatMap((finding) => {
    const candidates = covers.filter(({ suppression }) => suppression.requirement === finding.requirement)
    if (candidates.length === 0 || (finding.verdict !== 'fail' && finding.verdict !== 'unknown'))
      return [finding]
    const parts = split(finding, agents.get(finding.agent), candidates)
    for (const { by } of parts) if (by) applied.add(by)
    return parts.map((part) => part.finding)
  })
  const suppressions = given.suppressions.map((one) =>
    applied.has(one) ? { ...one, state: 'applied' as const } : one,
  )
  return { findings: waived, suppressions }
}

/** A suppression, and the last line that it speaks for. */
interface Cover {
  readonly suppression: JudgedSuppression
  readonly lastLine: number
}

interface Part {
  readonly finding: Finding
  readonly by: JudgedSuppression | undefined
}

/** A suppression above an agent covers all of its finding; one at a place covers that place. The rest stays open. */
function split(finding: Finding, agent: Agent | undefined, covers: readonly Cover[]): readonly Part[] {
  const onAgent = covers.find(
    (cover) => agent !== undefined && speaksFor(cover, agent) && cover.suppression.line <= agent.line,
  )
  if (onAgent) return [waivedBy(onAgent.suppression, finding)]
  const coverOf = (place: Place): Cover | undefined => covers.find((cover) => speaksFor(cover, place))
  const parts = covers.flatMap((cover) => {
    const evidence = finding.evidence.filter((place) => coverOf(place) === cover)
    return evidence.length > 0 ? [waivedBy(cover.suppression, { ...finding, evidence })] : []
  })
  if (parts.length === 0) return [{ finding, by: undefined }]
  const evidence = finding.evidence.filter((place) => !coverOf(place))
  return evidence.length === 0 ? parts : [{ finding: { ...finding, evidence }, by: undefined }, ...parts]
}

function waivedBy(suppression: JudgedSuppression, finding: Finding): Part {
  const { kind, reason, owner, until, file, line } = suppression
  const waiver: Waiver = { verdict: finding.verdict, kind, reason, owner, until, at: { file, line } }
  return { finding: { ...finding, verdict: 'waived', waiver }, by: suppression }
}

function speaksFor({ suppression, lastLine }: Cover, place: Place): boolean {
  return suppression.file === place.file && suppression.line <= place.endLine && place.line <= lastLine
}

/** A comment speaks for its own line and the next; comments that follow each other, for what follows them. */
function lastLine(suppression: JudgedSuppression, all: readonly JudgedSuppression[]): number {
  if (suppression.from === 'configuration') return suppression.endLine
  let last = suppression.endLine
  for (;;) {
    const next = all.find(
      ({ file, line, from }) => from === 'source' && file === suppression.file && line === last + 1,
    )
    if (!next) return last + 1
    last = next.endLine
  }
}
