import type { Context } from '../../facts/agent.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'

/** What decides the model's input, and what bounds it. */
export function contextOf(_scene: Scene, draft: AgentDraft): Context {
  return {
    input: draft.kind === 'single-call' ? 'one-shot' : 'built',
    at: draft.region.module.placeOf(draft.region.node),
    acts: [],
    bounded: 'unknown',
    bound: undefined,
    rawResults: [],
    shapedResults: [],
    secrets: [],
    resolves: [],
  }
}
