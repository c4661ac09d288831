// What a requirement may say of an agent, and the places that it says it about.
import type { Evidence, Judgement } from '../catalogue/requirement.ts'
import type { Place } from '../facts/place.ts'

/** Source shows that it holds, at these places. */
export const pass = (because: string, evidence: readonly Evidence[]): Judgement => ({
  verdict: 'pass',
  because,
  evidence,
})

/** Source shows that it does not hold: all places, since they are one repair. */
export const fail = (because: string, evidence: readonly Evidence[]): Judgement => ({
  verdict: 'fail',
  because,
  evidence,
})

/** It could not be traced, or only a run can show it. */
export const unknown = (because: string, evidence: readonly Evidence[] = []): Judgement => ({
  verdict: 'unknown',
  because,
  evidence,
})

/** The requirement has no subject in this agent. The reason names the fact that says so. */
export const notApplicable = (because: string): Judgement => ({ verdict: 'not-applicable', because })

/** A place as evidence. A sight brings its own kind and words; give a kind where programs match on another one. */
export function evidence(
  place: Place & { readonly kind?: string; readonly what?: string },
  kind: string = place.kind ?? 'seen',
  what: string = place.what ?? kind,
): Evidence {
  return { file: place.file, line: place.line, endLine: place.endLine, kind, what }
}

/** `a`, `a and b`, `a, b and c`, `a, b and 4 more`: for sentences that name what is concerned. */
export function names(all: readonly string[]): string {
  const distinct = [...new Set(all)]
  if (distinct.length > 4) return `${distinct.slice(0, 3).join(', ')} and ${distinct.length - 3} more`
  if (distinct.length < 2) return distinct.join('')
  return `${distinct.slice(0, -1).join(', ')} and ${distinct.at(-1)}`
}

/** `1 prompt`, `3 prompts`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
