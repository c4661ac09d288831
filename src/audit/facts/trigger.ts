import type { Place } from './place.ts'

export type TriggerKind =
  'cli' | 'http' | 'webhook' | 'websocket' | 'slack' | 'email' | 'cron' | 'event' | 'queue' | 'mcp' | 'chat'

/** An entry point of production code from which an agent can be started or resumed. */
export interface Trigger extends Place {
  readonly id: string
  readonly kind: TriggerKind
  /** Ids of the agents that it reaches. */
  readonly agents: readonly string[]
  /** A signature, a token or a session is checked; undefined where there is nobody to check (a command line). */
  readonly authenticated: boolean | undefined
  /** A delivery id is looked up before the run starts. */
  readonly deduplicated: boolean | undefined
  /** It starts a run, resumes one that waits, or both. */
  readonly does: 'launch' | 'resume' | 'both'
  /** It answers with, or stores, an id of the run. */
  readonly returnsId: boolean
}
