/** What one look found. `note` is worth knowing and stops nothing. */
export interface Check {
  readonly name: string
  readonly state: 'ok' | 'note' | 'failed'
  readonly message: string
  readonly hint?: string
}

/** An error as a failed check. */
export function failedCheck(name: string, thrown: unknown): Check {
  const { message, hint } = (thrown ?? {}) as { message?: unknown; hint?: unknown }
  const words = typeof message === 'string' ? message : String(thrown)
  return { name, state: 'failed', message: words, ...(typeof hint === 'string' ? { hint } : {}) }
}
