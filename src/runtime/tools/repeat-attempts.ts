import type { JsonObject } from '../thread/json.ts'
import type { ToolResponse } from '../thread/tool-response.ts'
import type { Attempt } from './attempt.ts'
import type { Tool } from './tool.ts'

const FIRST_BACKOFF_MS = 250
const LONGEST_BACKOFF_MS = 10_000
/** How long a tool that was stopped because its time was out may take to end, before its call is given up. */
const GRACE_MS = 2_000

export interface Repeating {
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  /** Asked before each further attempt, since much may have happened meanwhile. */
  readonly mayRepeat: () => boolean | Promise<boolean>
}

/**
 * Attempts a call until it goes well, fails for good, or has used up the tool's retries: what is `retryable` and what
 * timed out is attempted again, after twice the time. `left` where it may not be repeated now.
 */
export async function repeatAttempts(
  tool: Pick<Tool, 'retries'>,
  once: () => Promise<Attempt>,
  { sleep, mayRepeat }: Repeating,
): Promise<Attempt | { readonly end: 'left' }> {
  for (let number = 1; ; number++) {
    const last = withAttempts(await once(), number)
    if (number > tool.retries || last.end === 'aborted') return last
    if (last.end === 'settled' && (last.response.success || !last.response.error.retryable)) return last
    if (last.end === 'timed_out') {
      // One call never runs twice at a time: a tool that does not heed its signal is not called again.
      const grace = new AbortController()
      const end = await Promise.race([last.late, sleep(GRACE_MS, grace.signal)])
      grace.abort()
      if (!end) return last
      if (end.success) return withAttempts({ end: 'settled', response: end }, number)
    }
    await sleep(Math.min(FIRST_BACKOFF_MS * 2 ** (number - 1), LONGEST_BACKOFF_MS))
    if (!(await mayRepeat())) return { end: 'left' }
  }
}

/** How many attempts it took is worth knowing where it was more than one. */
function withAttempts(attempt: Attempt, attempts: number): Attempt {
  if (attempts === 1 || attempt.end !== 'settled') return attempt
  const metadata: JsonObject = { ...attempt.response.metadata, attempts }
  return { end: 'settled', response: { ...attempt.response, metadata } as ToolResponse }
}
