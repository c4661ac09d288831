// What a carrier process is told, what it tells, and what can be broken on purpose. All of it is plain JSON.

/**
 * life: all that can happen to a thread that finishes. crowd: many calls at a time, some of them done by children.
 * limit: it fails at a limit. cancel: it is cancelled.
 */
export const variants = ['life', 'crowd', 'limit', 'cancel'] as const
export type Variant = (typeof variants)[number]

/**
 * Faults that live in the wrappers of this bench, to show that the bench sees them:
 * acknowledge-early: an append is acknowledged before it is made. repeat-once: the engine is told that `once` tools are
 * `idempotent`. skip-started: that they are `read`, so no tool_call_started is written. report-early: a tool reports
 * success before its effect. keep-lease: a dead process's lease is not over in time. stale-index: the rows of open
 * requests are not written. lose-event: an event is taken out of the file after the run.
 */
export const sabotages = [
  'acknowledge-early',
  'repeat-once',
  'skip-started',
  'report-early',
  'keep-lease',
  'stale-index',
  'lose-event',
] as const
export type Sabotage = (typeof sabotages)[number]

export interface KillAt {
  readonly boundary: string
  /** The how manieth pass in this process. */
  readonly pass: number
}

/** Who approves: the carrier's own process, the parent's, or both at once. */
export const approvers = ['carrier', 'parent', 'both'] as const
export type Approver = (typeof approvers)[number]

export interface Plan {
  readonly variant: Variant
  /** Names the run: its launch is a delivery, so that a launch that is repeated after a kill is the same one. */
  readonly run: string
  readonly storePath: string
  readonly ledgerPath: string
  /** Where the fast clock of this run begins. */
  readonly clockStart: number
  readonly approver: Approver
  readonly killAt?: KillAt
  readonly sabotage?: Sabotage
}

/** An event whose append was acknowledged: thread id, seq, type, sha256 of its data as JSON. */
export type Acknowledged = readonly [threadId: string, seq: number, type: string, hash: string]

/** One line on the carrier's standard output. */
export type Told =
  | { readonly passed: string }
  | { readonly dying: string }
  | { readonly acknowledged: Acknowledged }
  | { readonly root: string }

/** Real milliseconds that a dead process keeps others from its thread. */
export const LEASE_MS = 300
