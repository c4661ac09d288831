// The door `twelvefold/errors`: anything that was thrown as one line for a context window, without the rest.
export { compactError, makeError, type CompactError } from './compact-error.ts'
