import type { Audited } from '../../score/scored.ts'
import { cells, glyphs, stateWords, type Cell, type CellState } from '../cells.ts'
import { pad, widthOf } from '../text.ts'
import type { Look } from './look.ts'

const MOST_IN_A_ROW = 6
const INDENT = '  '

/** The twelve cells, and what their glyphs mean. */
export function cellLines(audited: Audited, look: Look): readonly string[] {
  const all = cells(audited)
  const perRow = [MOST_IN_A_ROW, 4, 3, 2].find((number) => fits(all, number, look.columns)) ?? 1
  const widths = columnWidths(all, perRow)
  const spare = look.columns - INDENT.length - widths.reduce((sum, width) => sum + width + 1, -1)
  const gap = spare >= perRow - 1 ? 2 : 1
  const rows = inRows(all, perRow).map((row) => {
    const texts = row.map((cell, at) =>
      paint(pad(wordsOf(cell, at, all, perRow), widths[at] ?? 0), cell.state, look),
    )
    return `${INDENT}${texts.join(' '.repeat(gap))}`.trimEnd()
  })
  return [...rows, ...legend(new Set(all.map(({ state }) => state)), look)]
}

function inRows(all: readonly Cell[], perRow: number): readonly (readonly Cell[])[] {
  const rows: (readonly Cell[])[] = []
  for (let at = 0; at < all.length; at += perRow) rows.push(all.slice(at, at + perRow))
  return rows
}

/** Numbers of a column stand under each other. */
function wordsOf(
  { factor, word, state }: Cell,
  column: number,
  all: readonly Cell[],
  perRow: number,
): string {
  const widest = Math.max(...inRows(all, perRow).map((row) => String(row[column]?.factor ?? '').length))
  return `${String(factor).padStart(widest)} ${glyphs[state]} ${word}`
}

function columnWidths(all: readonly Cell[], perRow: number): readonly number[] {
  const rows = inRows(all, perRow)
  return Array.from({ length: perRow }, (_, at) =>
    Math.max(...rows.map((row) => (row[at] ? widthOf(wordsOf(row[at], at, all, perRow)) : 0))),
  )
}

function fits(all: readonly Cell[], perRow: number, columns: number): boolean {
  return columnWidths(all, perRow).reduce((sum, width) => sum + width + 1, -1) + INDENT.length <= columns
}

const inOrder: readonly CellState[] = ['met', 'partly', 'not-met', 'unknown', 'not-applicable']

function legend(used: ReadonlySet<CellState>, { dim, columns }: Look): readonly string[] {
  const words = inOrder
    .filter((state) => used.has(state))
    .map((state) => `${glyphs[state]} ${stateWords[state]}`)
  const probe = `${glyphs.unknown} ${stateWords.unknown} by source: run \`twelvefold probe\``
  const long = `${INDENT}${words.map((word) => (word.startsWith(glyphs.unknown) ? probe : word)).join('  ')}`
  if (widthOf(long) <= columns) return [dim(long)]
  return words
    .reduce<readonly string[]>((lines, word) => {
      const joined = `${lines.at(-1) ?? ''}  ${word}`
      const isFirst = lines.length === 0 || widthOf(joined) > columns
      return isFirst ? [...lines, `${INDENT}${word}`] : [...lines.slice(0, -1), joined]
    }, [])
    .map(dim)
}

function paint(text: string, state: CellState, look: Look): string {
  switch (state) {
    case 'met':
      return look.good(text)
    case 'not-met':
      return look.bad(text)
    case 'partly':
      return look.waiting(text)
    default:
      return look.dim(text)
  }
}
