import type { Suppression } from '../facts/facts.ts'
import type { SuppressionState } from './scored.ts'

/** Why a finding may be waived: a closed list, so that waivers can be counted by kind. The reason is free text. */
export const suppressionKinds: readonly string[] = [
  'low stakes',
  'false alarm',
  'handled elsewhere',
  'accepted risk',
  'planned',
]

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Whether a suppression may waive at all; `unused` until it has. `today`: `2026-01-31`. */
export function suppressionState(
  suppression: Suppression,
  { requirements, today }: { readonly requirements: ReadonlySet<string>; readonly today: string },
): SuppressionState {
  const { requirement, kind, reason, until } = suppression
  if (!requirements.has(requirement)) return 'requirement-unknown'
  if (!suppressionKinds.includes(kind)) return 'kind-unknown'
  if (reason.trim() === '') return 'reason-missing'
  if (until === undefined) return 'unused'
  if (!DAY.test(until)) return 'date-invalid'
  return until < today ? 'expired' : 'unused'
}
