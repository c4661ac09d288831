// How a person is asked, as plain data: whom, until when, who is next, what silence means.

export interface HumanPolicy {
  /** Who is asked: names of persons or groups. */
  readonly to: string | readonly string[]
  /** What is asked; made from the name of the rule where absent. */
  readonly question?: string
  /** How long to wait for an answer, such as `30m`, `2h` or `7d`; for ever where absent. */
  readonly deadline?: string
  /** Who is asked next, one at each deadline. */
  readonly escalateTo?: readonly string[]
  /** When the same persons are reminded, counted from the ask: `['30m', '1h']`. */
  readonly remindAfter?: readonly string[]
  /** Ids of the persons whose answer counts; anybody's where absent. */
  readonly approvers?: readonly string[]
  /** What silence means at the last deadline; `rejected` where absent. */
  readonly onSilence?: 'approved' | 'rejected'
}
