/** An error as the context window holds it: made by `errors/`, the only way an error enters an event. */
export interface CompactError {
  /** Stable word, such as `invalid_input`. */
  readonly code: string
  /** One line of at most 100 characters: no stack, no secrets. */
  readonly message: string
  /** `file:line` in the user's code, where known. */
  readonly at?: string
  readonly hint?: string
  readonly cause?: string
  /** Whether the same call may go well later. */
  readonly retryable: boolean
  /** Equal for repeats of one error. */
  readonly fingerprint: string
}
