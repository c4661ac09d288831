import type { Audited, JudgedSuppression } from '../../score/scored.ts'
import { placeWords } from '../code-frame.ts'
import { warnings } from '../headline.ts'
import { requirementRows } from '../requirement-rows.ts'
import { waiverWords, suppressionWords } from '../suppression-words.ts'
import { cut, oneLine, wrap } from '../text.ts'
import type { Look } from './look.ts'

const MOST_LINES = 8

/** What the audit did not see: first, since every figure below rests on it. */
export function warningLines(audited: Audited, look: Look, all: boolean): readonly string[] {
  const { files, toolErrors, orphans, modelCalls } = audited.facts
  const calls = modelCalls.filter(({ id }) => orphans.includes(id))
  const details = [
    ...calls.map((call) => `${placeWords(call)}  ${call.api}, in no agent`),
    ...toolErrors.map(({ file, stage, message }) => `${file}  ${stage}: ${message}`),
    ...[...files.unread, ...files.partly].map((place) => `${placeWords(place)}  ${place.reason}`),
  ].map((line) => look.dim(`    ${oneLine(line, look.columns - 4)}`))
  const shown = all ? details : details.slice(0, MOST_LINES)
  const rest = details.length - shown.length
  return [
    ...warnings(audited).flatMap((line) =>
      wrap(`! ${line}`, look.columns - 2).map((text) => `  ${look.waiting(text)}`),
    ),
    ...shown,
    ...(rest > 0 ? [look.dim(`    … and ${rest} more: --all`)] : []),
  ]
}

/** Every suppression, in every report: what was waived, by whom, and those that do nothing. */
export function suppressionLines({ suppressions }: Audited, look: Look): readonly string[] {
  if (suppressions.length === 0) return []
  return [look.bold('Suppressed'), ...suppressions.flatMap((one) => linesOf(one, look))]
}

function linesOf(suppression: JudgedSuppression, look: Look): readonly string[] {
  const where = suppression.from === 'configuration' ? 'twelvefold.json' : placeWords(suppression)
  const head = `  ${suppression.requirement}  ${oneLine(where, 200)}  ${suppressionWords[suppression.state]}`
  return [
    cut(head, look.columns),
    ...wrap(waiverWords(suppression), look.columns - 10).map((line) => look.dim(`          ${line}`)),
  ]
}

/** One line for all that reading cannot show, in place of a wall of unknowns. */
export function leftLine(audited: Audited, look: Look): readonly string[] {
  const left = requirementRows(audited).filter(({ state }) => state === 'left')
  if (left.length === 0) return []
  const ids = left.map(({ requirement }) => requirement.id)
  return wrap(`Raised by probe, not by reading: ${ids.join(', ')}`, look.columns).map(look.dim)
}
