import type { Style } from './style.ts'
import { printable } from './text.ts'

/** Columns as wide as their widest cell, two spaces apart; lines are cut at the width of the terminal. */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  style: Style,
): string[] {
  const clean = rows.map((row) => row.map(printable))
  const widths = head.map((title, i) => Math.max(title.length, ...clean.map((row) => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]): string => {
    const text = cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')
    return text.trimEnd().slice(0, style.columns)
  }
  return [style.dim(line(head)), ...clean.map(line)]
}
