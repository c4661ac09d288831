import type { Status } from '../runtime/thread/thread.ts'

/** What the caller cannot mend by writing the command otherwise. */
const TOOL_ERRORS = new Set([
  'internal',
  'audit_broken',
  'store_unusable',
  'store_busy',
  'schema_too_new',
  'driver_missing',
  'closed',
  'model_call_failed',
])

export const exitCode = { done: 0, failed: 1, usage: 2, toolError: 3, waits: 4 } as const

export function exitCodeOfError(code: string): number {
  return TOOL_ERRORS.has(code) ? exitCode.toolError : exitCode.usage
}

/** Of a command that carries a thread on. One that sleeps or is paused has done what it could. */
export function exitCodeOf(status: Status): number {
  if (status === 'waiting_for_human') return exitCode.waits
  return status === 'failed' || status === 'cancelled' ? exitCode.failed : exitCode.done
}
