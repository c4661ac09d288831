import type { Expected } from './expected.ts'

/** A place that an audit reports. */
export interface Reported {
  readonly file: string
  readonly from: number
  readonly to: number
}

/** Reports may be off by so many lines. */
const TOLERANCE = 3

/** A span this long names no place: its first line does. */
const LONGEST_SPAN = 300

export function reported(
  place: { readonly file?: string; readonly line?: number; readonly endLine?: number },
  root: string,
): Reported {
  const from = place.line || 0
  const to = place.endLine || from
  return {
    file: normalised(place.file ?? '', root),
    from,
    to: to < from || to - from > LONGEST_SPAN ? from : to,
  }
}

function normalised(path: string, root: string): string {
  const plain = path.replaceAll('\\', '/').replace(/^(\.\/)+/, '')
  const prefix = `${root.replace(/\/+$/, '')}/`
  return root !== '.' && plain.startsWith(prefix) ? plain.slice(prefix.length) : plain
}

/** Indices of the labels that a report meets: all that it overlaps, else the nearest within the tolerance. */
export function matches(
  report: Reported,
  labels: readonly Expected[],
  { tolerance = TOLERANCE, nearestOnly = false } = {},
): readonly number[] {
  const inFile = labels
    .map((label, index) => ({ ...label, index }))
    .filter(({ file }) => file === report.file)
  const overlapping = inFile
    .filter(({ from, to }) => report.from <= to && report.to >= from)
    .map((label) => ({ ...label, distance: Math.abs(label.from - report.from) }))
    .sort(byDistance)
  const near = inFile
    .filter(({ from, to }) => report.from <= to + tolerance && report.to >= from - tolerance)
    .map((label) => ({
      ...label,
      distance: Math.min(Math.abs(label.from - report.to), Math.abs(report.from - label.to)),
    }))
    .sort(byDistance)
  const met = overlapping.length > 0 ? overlapping : near.slice(0, 1)
  return (nearestOnly ? met.slice(0, 1) : met).map(({ index }) => index)
}

/** The nearest first; of two the shorter, then the earlier in the list. */
function byDistance(one: Placed, other: Placed): number {
  return (
    one.distance - other.distance || one.to - one.from - (other.to - other.from) || one.index - other.index
  )
}

interface Placed extends Expected {
  readonly distance: number
  readonly index: number
}
