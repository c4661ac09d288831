import type { Finding, Verdict } from '../catalogue/finding.ts'

/** From the weakest: within a tier the worst place counts, across tiers the strongest pass. */
const passes = ['static', 'observed', 'proven'] as const satisfies readonly Verdict[]
const worstFirst = ['fail', 'tool-error', 'unknown', ...passes] as const satisfies readonly Verdict[]

/** The verdict that a waiver hides; without a waiver, the finding's own. */
function verdictWithoutWaiver({ verdict, waiver }: Finding): Verdict {
  return waiver?.verdict ?? verdict
}

/**
 * One verdict for one requirement and agent, from all findings about them. A fail in any tier fails; otherwise the
 * strongest tier that passes decides, and a weaker one's unknown is silent. Undefined: there is none.
 */
export function combine(
  findings: readonly Finding[],
  verdictOf: (finding: Finding) => Verdict = verdictWithoutWaiver,
): Verdict | undefined {
  const tiers = new Map<string, Verdict[]>()
  for (const finding of findings) {
    const verdict = verdictOf(finding)
    tiers.set(finding.tier, [...(tiers.get(finding.tier) ?? []), verdict])
  }
  const verdicts = [...tiers.values()].map(worst)
  if (verdicts.includes('fail')) return 'fail'
  return passes.findLast((pass) => verdicts.includes(pass)) ?? [...verdicts].sort(byRank)[0]
}

export function isPass(verdict: Verdict): boolean {
  return passes.some((pass) => pass === verdict)
}

function worst(verdicts: readonly Verdict[]): Verdict {
  return worstFirst.find((verdict) => verdicts.includes(verdict)) ?? 'not-applicable'
}

function byRank(left: Verdict, right: Verdict): number {
  return rank(left) - rank(right)
}

/** What does not apply comes last: any other tier that says something is heard. */
function rank(verdict: Verdict): number {
  const place = worstFirst.findIndex((one) => one === verdict)
  return place < 0 ? worstFirst.length : place
}
