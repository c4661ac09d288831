import type { Style } from './style.ts'
import { printable } from './text.ts'

/** Columns as wide as their widest cell, two spaces apart. Nothing is cut: a table may be read by a program. */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  style: Style,
): string[] {
  const clean = rows.map((row) => row.map(printable))
  const widths = head.map((title, i) => Math.max(title.length, ...clean.map((row) => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  return [style.dim(line(head)), ...clean.map(line)]
}
