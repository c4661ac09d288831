import type { JudgedSuppression, SuppressionState } from '../score/scored.ts'

export const suppressionWords: Readonly<Record<SuppressionState, string>> = {
  applied: 'waived',
  unused: 'nothing to waive here',
  expired: 'expired: it waives nothing',
  'date-invalid': 'its date is no day such as 2027-01-31: it waives nothing',
  'kind-unknown': 'its kind is not on the list: it waives nothing',
  'reason-missing': 'it gives no reason: it waives nothing',
  'requirement-unknown': 'there is no such requirement: it waives nothing',
}

/** `low stakes: staging only (ada, until 2027-01-31)` */
export function waiverWords({
  kind,
  reason,
  owner,
  until,
}: Pick<JudgedSuppression, 'kind' | 'reason' | 'owner' | 'until'>): string {
  const who = [owner, until === undefined ? undefined : `until ${until}`].filter((part) => part !== undefined)
  return `${kind}: ${reason}${who.length > 0 ? ` (${who.join(', ')})` : ''}`
}
