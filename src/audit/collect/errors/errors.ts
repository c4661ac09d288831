import type { Errors } from '../../facts/agent.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'

/** What becomes of failures in an agent's code. */
export function errorsOf(_scene: Scene, _draft: AgentDraft): Errors {
  return {
    fedBack: [],
    raw: [],
    compact: [],
    swallowed: [],
    crashes: [],
    ends: [],
    unboundedRetries: [],
    thresholds: [],
    escalations: [],
    classifications: [],
  }
}
