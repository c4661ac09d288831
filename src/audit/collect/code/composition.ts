import type { Composition } from '../../facts/agent.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'

/** How agents call each other, and how much one request carries. */
export function compositionOf(_scene: Scene, draft: AgentDraft): Composition {
  return {
    cycle: undefined,
    capped: false,
    toolsPerRequest: draft.moreTools ? undefined : draft.tools.length,
    overheadTokens: undefined,
  }
}
