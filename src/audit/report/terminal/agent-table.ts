import type { AgentScore } from '../../catalogue/result.ts'
import type { Agent, AgentKind } from '../../facts/agent.ts'
import type { Audited } from '../../score/scored.ts'
import { cellState } from '../cells.ts'
import { scoreOf } from '../look-up.ts'
import { cut, cutStart, oneLine, pad, widthOf } from '../text.ts'
import type { Look } from './look.ts'

const kindWords: Readonly<Record<AgentKind, string>> = {
  'framework-agent': 'framework',
  loop: 'loop',
  workflow: 'workflow',
  'single-call': 'single',
}
const KIND = 9
const FACTORS = 7
const GAP = '  '
const MOST_ROWS = 12
const head = ['agent', 'kind', 'where', 'factors', 'worst'] as const

/** The inventory, the worst agents first: a row each, cut to the width. */
export function agentTable(audited: Audited, look: Look, all: boolean): readonly string[] {
  const { facts, score } = audited
  if (facts.agents.length === 0) return []
  const rows = facts.agents
    .map((agent) => ({ agent, own: scoreOf(agent, score) }))
    .sort((left, right) => left.own.raw - right.own.raw)
  const shown = all ? rows : rows.slice(0, MOST_ROWS)
  const widths = columnWidths(
    shown.map(({ agent }) => agent),
    look.columns,
  )
  const lines = shown.map(({ agent, own }) => {
    const fraction = own.applicable === 0 ? '–' : `${own.met}/${own.applicable}`
    const where = cutStart(oneLine(`${agent.file}:${agent.line}`, 400), widths.where)
    const name = cut(oneLine(agent.name, 200), widths.name)
    return row(
      [name, kindWords[agent.kind], where, fraction, worstWords(agent, own, audited, widths.worst)],
      widths,
    )
  })
  const rest = rows.length - shown.length
  return [
    look.dim(row(head, widths)),
    ...lines,
    ...(rest > 0 ? [look.dim(`${GAP}… and ${rest} more: --all`)] : []),
  ]
}

interface Widths {
  readonly name: number
  readonly where: number
  readonly worst: number
}

function columnWidths(agents: readonly Agent[], columns: number): Widths {
  const room = columns - KIND - FACTORS - 5 * GAP.length
  const widest = (texts: readonly string[]): number => Math.max(...texts.map(widthOf), 5)
  const name = Math.min(widest(agents.map((agent) => agent.name)), Math.floor(room * 0.3))
  const where = Math.min(widest(agents.map(({ file, line }) => `${file}:${line}`)), Math.floor(room * 0.4))
  return { name, where, worst: room - name - where }
}

function row(
  [name, kind, where, factors, worst]: readonly [string, string, string, string, string],
  widths: Widths,
) {
  const cells = [
    pad(name, widths.name),
    pad(kind, KIND),
    pad(where, widths.where),
    pad(factors, FACTORS),
    worst,
  ]
  return `${GAP}${cells.join(GAP)}`.trimEnd()
}

/** `2 prompts · 9 errors`: factors that are not met, the lowest first, as many as fit. */
function worstWords(agent: Agent, score: AgentScore, { catalogue }: Audited, width: number): string {
  const failing = score.factors
    .filter(({ level }) => level === 'not-met')
    .sort((left, right) => {
      const [mine, theirs] = [left, right].map(({ factor }) => Number(cellState(score, factor) === 'partly'))
      return mine! - theirs! || (left.score ?? 0) - (right.score ?? 0)
    })
    .map(({ factor }) => `${factor} ${catalogue.find(({ number }) => number === factor)?.word ?? ''}`.trim())
  const words = agent.reached ? failing : ['not reached', ...failing]
  for (let shown = words.length; shown > 0; shown--) {
    const more = words.length - shown
    const text = [...words.slice(0, shown), ...(more > 0 ? [`+${more}`] : [])].join(' · ')
    if (widthOf(text) <= width || shown === 1) return cut(text, width)
  }
  return ''
}
