/** What a person is asked, as plain data: the content of `human_asked`. */
export interface Ask {
  readonly requestId: string
  /** approval: may this call run? question: what do you say? outcome: did this interrupted call take effect? */
  readonly kind: 'approval' | 'question' | 'outcome'
  readonly question: string
  readonly callId?: string
  /** What an approval is bound to. */
  readonly inputHash?: string
  /** The tool about whose failures a person is asked. */
  readonly tool?: string
  readonly to: readonly string[]
  /** Persons whose answer counts; anybody's where it is absent. */
  readonly approvers?: readonly string[]
  /** ISO time at which silence is acted on. */
  readonly deadline?: string
  /** Milliseconds from one deadline to the next. */
  readonly patience?: number
  /** Milliseconds after the ask at which the same persons are reminded, ascending. */
  readonly remindAfter?: readonly number[]
  /** Who is asked next, one at each deadline. */
  readonly escalateTo?: readonly string[]
  /** What silence means at the last deadline. */
  readonly onSilence?: 'approved' | 'rejected'
}
