import type { Expected } from './expected.ts'
import type { Label } from './label.ts'
import { matches, type Reported } from './match.ts'
import type { Tally } from './tally.ts'

/** Nobody judges tests, evals, declarations and generated code. */
const OUT_OF_SCOPE =
  /(\.(test|spec)\.[cm]?[jt]sx?$)|(^|\/)(__tests__|tests?|evals?|e2e|baml_client|node_modules|dist|build|\.next|generated)\/|\.d\.[cm]?ts$|(^|\/)test-[^/]*\.[jt]s$/

export interface Scoring {
  readonly name: string
  readonly label: Label
  /** Neither hit nor false alarm, beside the optional labels. */
  readonly neutral?: readonly Expected[]
  /** Things nest: only the label that starts nearest counts. */
  readonly nearestOnly?: boolean
  /** The file alone is compared. */
  readonly wholeFile?: boolean
}

/** Real labels first, then optional ones and neutral places, then it is a false alarm. */
export function scorePlaces(
  reports: readonly Reported[],
  expected: readonly Expected[],
  { name, label, neutral = [], nearestOnly = false, wholeFile = false }: Scoring,
): Tally {
  const real = expected.filter(({ optional }) => !optional)
  const optional = expected.filter((place) => place.optional)
  const met = new Set<number>()
  const falseAlarms: string[] = []
  let [truePositives, ignored, outOfScope] = [0, 0, 0]
  for (const report of reports.map((place) => (wholeFile ? { ...place, from: 1, to: 1 } : place))) {
    const hits = realHits(report, real, optional, nearestOnly)
    if (hits.length > 0) {
      truePositives++
      for (const index of hits) met.add(index)
    } else if (matches(report, [...optional, ...neutral]).length > 0) ignored++
    else if (OUT_OF_SCOPE.test(report.file)) outOfScope++
    else falseAlarms.push(`${name} ${described(report)}${trap(report, label)}`)
  }
  const misses = real
    .filter((_, index) => !met.has(index))
    .map((place) => `${name} ${wholeFile ? place.file : described(place)}`)
  return { truePositives, ignored, outOfScope, found: met.size, falseAlarms, misses }
}

function realHits(
  report: Reported,
  real: readonly Expected[],
  optional: readonly Expected[],
  nearestOnly: boolean,
): readonly number[] {
  const hits = matches(report, real, { nearestOnly })
  if (!nearestOnly || hits.length === 0) return hits
  // A tie with an optional label goes to the real one: it stands earlier in the list.
  return matches(report, [...real, ...optional], { nearestOnly }).filter((index) => index < real.length)
}

function described({ file, from, to }: Reported): string {
  return `${file}:${from}${to === from ? '' : `-${to}`}`
}

function trap(report: Reported, label: Label): string {
  const traps = label.traps.map(({ file, line }) => ({ file, from: line, to: line, optional: false }))
  return matches(report, traps).length > 0 ? ' [trap]' : ''
}
