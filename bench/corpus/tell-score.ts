import { tell } from '../figures/report.ts'
import { allFindings, type Score } from './score.ts'
import { precision, recall, type Tally } from './tally.ts'

export function tellRepository(name: string, score: Score): void {
  const findings = allFindings(score)
  const parts = [
    `agents ${found(score.agents)}`,
    `findings ${found(findings)}`,
    `factors ${score.factors.exact}/${score.factors.judged} exact, ${score.factors.lenient} lenient`,
  ]
  tell(`${name}: ${parts.join('; ')}`)
}

function found({ found: hits, misses, falseAlarms }: Tally): string {
  return `${hits}/${hits + misses.length}, ${falseAlarms.length} false`
}

/** Every false alarm, miss and disagreement, by kind, under a line with the kind's figures. */
export function tellDetails({ agents, findings, inventories, factors, falseAlarms }: Score): void {
  for (const [kind, tally] of Object.entries({ agents, ...findings, ...inventories })) {
    if (tally.truePositives + tally.falseAlarms.length + tally.misses.length === 0) continue
    const labels = tally.found + tally.misses.length
    tell(`${kind}: precision ${percent(precision(tally))}, recall ${percent(recall(tally))} of ${labels}`)
    for (const place of tally.falseAlarms) tell(`  false alarm  ${place}`)
    for (const place of tally.misses) tell(`  miss         ${place}`)
  }
  for (const disagreement of factors.disagreements) tell(disagreement)
  for (const alarm of falseAlarms) tell(`no agent there: ${alarm}`)
}

function percent(share: number | undefined): string {
  return share === undefined ? '-' : `${Math.round(share * 1000) / 10}%`
}
