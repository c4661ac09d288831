import type { Sight } from '../facts/place.ts'
import type { Expression } from './program/value.ts'
import { redact } from './source/redact.ts'

const LONGEST = 80

/** Something seen at an expression: `what` is its text on one line, secrets out, unless something shorter is said. */
export function sightAt(at: Expression, kind: string, what?: string): Sight {
  const text = redact(what ?? at.module.textOf(at.node))
    .replaceAll(/\s+/g, ' ')
    .trim()
  return {
    ...at.module.placeOf(at.node),
    kind,
    what: text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text,
  }
}
