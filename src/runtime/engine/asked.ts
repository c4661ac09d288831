import type { OpenRequest } from '../thread/thread.ts'

/** An open request, and where in a family of threads it was asked. */
export interface Asked extends OpenRequest {
  readonly threadId: string
  readonly agent: string
  /** Ids of threads from the root down to the one that asks. */
  readonly path: readonly string[]
}
