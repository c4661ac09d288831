import { makeError, type CompactError } from './compact-error.ts'

const own = new WeakSet<CompactError>()

/**
 * An error that this library words itself, such as a call of a tool that is not there. People read these words; the
 * model never does: it is told in those of a prompt file of the user's.
 */
export function ownError(
  code: string,
  message: string,
  options: { readonly hint?: string; readonly retryable?: boolean } = {},
): CompactError {
  const { hint, retryable = false } = options
  const error = Object.freeze({ ...makeError(code, message, hint), retryable })
  own.add(error)
  return error
}

export function isOwnError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && own.has(error as CompactError)
}
