import type { Audited } from '../../score/scored.ts'
import { placeWords } from '../code-frame.ts'
import { becauseOf } from '../look-up.ts'
import { requirementRows, type RequirementRow, type RowState } from '../requirement-rows.ts'
import { cut, oneLine, pad, wrap } from '../text.ts'
import type { Look } from './look.ts'

const titles: Readonly<Record<RowState, string>> = {
  failed: 'Fails',
  unknown: 'Could not be decided',
  waived: 'Waived',
  passed: 'Holds',
  left: 'Raised by probe, not by reading',
  'not-applicable': 'Does not apply',
}
const MOST_PLACES = 6

/** Every requirement with what was found for every agent, in the order of all reports. */
export function findingLines(audited: Audited, look: Look): readonly string[] {
  const rows = requirementRows(audited)
  const states = [...new Set(rows.map(({ state }) => state))]
  return states.flatMap((state, index) => {
    const own = rows.filter((row) => row.state === state)
    const lines = state === 'left' ? leftLines(own, look) : own.flatMap((row) => rowLines(row, audited, look))
    return [...(index > 0 ? [''] : []), look.bold(titles[state]), ...lines]
  })
}

function rowLines(
  { requirement, findings }: RequirementRow,
  audited: Audited,
  look: Look,
): readonly string[] {
  const { id, level: own, title } = requirement
  const level = findings[0]?.level ?? own
  const head = `  ${pad(id, 8)}${cut(oneLine(title, 200), look.columns - 20)}${look.dim(`  ${level}`)}`
  return [
    head,
    ...findings.flatMap((finding) => {
      const because = becauseOf(finding, audited.facts)
      const words = finding.state === 'waived' ? `waived, ${finding.waiver?.reason}: ${because}` : because
      const [first = '', ...rest] = wrap(words, look.columns - 12)
      const places = finding.evidence.slice(0, MOST_PLACES).map((place) => {
        return look.dim(
          cut(`${' '.repeat(12)}${oneLine(`${placeWords(place)}  ${place.what}`, 300)}`, look.columns),
        )
      })
      const more = finding.evidence.length - places.length
      return [
        `${' '.repeat(10)}${marks[finding.state]} ${first}`,
        ...rest.map((line) => `${' '.repeat(12)}${line}`),
        ...(finding.state === 'not-applicable' ? [] : places),
        ...(more > 0 ? [look.dim(`${' '.repeat(12)}… and ${more} more places`)] : []),
      ]
    }),
  ]
}

const marks: Readonly<Record<RowState, string>> = {
  failed: '✕',
  unknown: '?',
  waived: '~',
  passed: '●',
  left: '?',
  'not-applicable': '–',
}

function leftLines(rows: readonly RequirementRow[], look: Look): readonly string[] {
  return rows.map(
    ({ requirement: { id, title } }) => `  ${pad(id, 8)}${cut(oneLine(title, 200), look.columns - 10)}`,
  )
}
