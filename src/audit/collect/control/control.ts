import type { Control } from '../../facts/agent.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'

/** Who decides what happens after each answer of the model, and what bounds it. */
export function controlOf(_scene: Scene, draft: AgentDraft): Control {
  const at = draft.region.module.placeOf(draft.region.node)
  return {
    owner:
      draft.graph !== undefined
        ? 'graph'
        : draft.cycle !== undefined
          ? 'own'
          : draft.kind === 'framework-agent'
            ? 'framework'
            : 'none',
    at,
    hooks: [],
    bound: { state: 'unknown', steps: undefined, at: undefined },
    noProgress: [],
    cancels: { model: false, tools: false },
  }
}
