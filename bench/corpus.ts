// The audit against hand-made labels of real repositories: `npm run -s bench -- corpus [--sources DIR] [--labels DIR]
// [--only LABEL] [--details]`. DIR of the sources has one folder per label; without it they are fetched. `--details`
// tells every false alarm, miss and disagreement on standard error.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { audit } from './corpus/audit.ts'
import { readLabels, type Label } from './corpus/label.ts'
import type { Neutral } from './corpus/neutral.ts'
import { projection } from './corpus/projection.ts'
import { allFindings, score, type Score } from './corpus/score.ts'
import { sourceFolder } from './corpus/sources.ts'
import { precision, recall, type Tally } from './corpus/tally.ts'
import { tellDetails, tellRepository } from './corpus/tell-score.ts'
import { report, tell } from './figures/report.ts'
import { rounded } from './figures/statistics.ts'
import { repository } from './processes/compile.ts'

export default function corpus(args: readonly string[]): object {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sources: { type: 'string' },
      labels: { type: 'string', default: join(repository, '..', 'shared', 'corpus', 'labels') },
      only: { type: 'string' },
      details: { type: 'boolean', default: false },
    },
  })
  const labels = chosen(readLabels(values.labels), values.only)
  const results = new Map<string, Neutral>()
  for (const [name, label] of labels) {
    const result = projection(audit(sourceFolder(name, label, values.sources)))
    results.set(name, result)
    tellRepository(name, score(new Map([[name, label]]), results))
  }
  const scored = score(labels, results)
  if (values.details) tellDetails(scored)
  else tell('--details tells every false alarm and miss')
  return report(figures(scored, labels.size), 'none')
}

function chosen(labels: ReadonlyMap<string, Label>, only: string | undefined): ReadonlyMap<string, Label> {
  const kept = [...labels].filter(([name]) => only === undefined || name.includes(only))
  if (kept.length === 0)
    throw new Error(`no label is named ${only}; there are ${[...labels.keys()].join(', ')}`)
  return new Map(kept)
}

function figures(scored: Score, repositories: number): object {
  const { agents, findings, inventories, factors, falseAlarms } = scored
  const all = allFindings(scored)
  const share = (count: number): number => rounded(count / Math.max(1, factors.judged))
  return {
    repositories,
    agents_precision: rounded(precision(agents) ?? 1),
    agents_recall: rounded(recall(agents) ?? 1),
    findings_precision: rounded(precision(all) ?? 1),
    findings_recall: rounded(recall(all) ?? 1),
    factors_exact: share(factors.exact),
    factors_lenient: share(factors.lenient),
    contradictions: share(factors.contradictions),
    false_alarms: falseAlarms.length,
    kinds: perKind(findings),
    inventories: perKind(inventories),
  }
}

/** `null` where nothing was reported, or there is nothing to find. */
function perKind(tallies: Readonly<Record<string, Tally>>): object {
  return Object.fromEntries(
    Object.entries(tallies).map(([kind, tally]) => [
      kind,
      {
        precision: orNull(precision(tally)),
        recall: orNull(recall(tally)),
        labels: tally.found + tally.misses.length,
        false_alarms: tally.falseAlarms.length,
      },
    ]),
  )
}

const orNull = (value: number | undefined): number | null => (value === undefined ? null : rounded(value))
