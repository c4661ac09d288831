// A result as lines for a terminal: pure, so that the same result makes the same text.
import type { Gate } from '../../score/gate.ts'
import type { Audited } from '../../score/scored.ts'
import { inventoryLine } from '../headline.ts'
import { cut, oneLine, pad, widthOf, wrap } from '../text.ts'
import { agentTable } from './agent-table.ts'
import { cellLines } from './cell-lines.ts'
import { findingLines } from './finding-lines.ts'
import type { Look } from './look.ts'
import { leftLine, suppressionLines, warningLines } from './notes.ts'
import { repairLines } from './repair-lines.ts'

export interface TerminalOptions {
  readonly look: Look
  /** Every agent, place and finding. */
  readonly all: boolean
  /** What the audit took; undefined where it was not measured. */
  readonly seconds: number | undefined
  /** Undefined without `--gate`. */
  readonly gate: Gate | undefined
}

export function terminalReport(audited: Audited, options: TerminalOptions): string {
  const { look, all } = options
  const hasAgents = audited.facts.agents.length > 0
  const sections = [
    [headRow(audited, options), ...warningLines(audited, look, all)],
    agentTable(audited, look, all),
    hasAgents ? cellLines(audited, look) : [],
    repairLines(audited, look, all),
    all && hasAgents ? findingLines(audited, look) : leftLine(audited, look),
    suppressionLines(audited, look),
    gateLines(options),
    hasAgents ? footer(audited, options) : [],
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function headRow({ facts }: Audited, { look, seconds }: TerminalOptions): string {
  const time = seconds === undefined ? '' : `${seconds.toFixed(1)} s`
  const room = look.columns - widthOf(time) - (time === '' ? 0 : 2)
  const line = oneLine(inventoryLine(facts), room)
  return time === '' ? look.bold(line) : `${look.bold(pad(line, room))}  ${look.dim(time)}`
}

function gateLines({ gate, look }: TerminalOptions): readonly string[] {
  if (!gate) return []
  if (gate.passed) return [look.good('gate passed')]
  const reasons = gate.reasons.flatMap((reason) =>
    wrap(reason, look.columns - 4).map((line, at) => `${at === 0 ? '  ✕ ' : '    '}${line}`),
  )
  return [look.bad('gate failed'), ...reasons]
}

/** Both figures, always together. */
function footer({ score, profile }: Audited, { look, all }: TerminalOptions): readonly string[] {
  const profileWords = profile === 'recommended' ? '' : ` · profile ${profile}`
  const figures = `raw ${score.raw} · adjusted ${score.adjusted} · set ${score.set}${profileWords}`
  const more = all ? '--format html for the page' : '--all for every finding, --format html for the page'
  const room = look.columns - widthOf(figures)
  if (room < widthOf(more) + 2) return [figures, look.dim(cut(more, look.columns))]
  return [`${figures}${look.dim(more.padStart(room))}`]
}
