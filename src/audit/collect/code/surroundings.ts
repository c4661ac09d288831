import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'

/** What surrounds an agent's code: whether anything reaches it, its transports, its answers, the framework's own text. */
export interface Surroundings {
  readonly reached: boolean
  readonly conversational: boolean
  readonly transport: readonly Sight[]
  readonly replies: readonly Sight[]
  readonly frameworkText: readonly Sight[]
}

export function surroundingsOf(_scene: Scene, draft: AgentDraft): Surroundings {
  return {
    reached: true,
    conversational: draft.kind === 'loop' || draft.kind === 'framework-agent',
    transport: [],
    replies: [],
    frameworkText: [],
  }
}
