import type { Trigger } from '../../facts/trigger.ts'
import type { Entry } from './entry.ts'
import type { Reached } from './reached-agents.ts'

/** An entry point with what it starts. */
export interface Start extends Entry {
  readonly reached: Reached
  readonly does: Trigger['does']
}
