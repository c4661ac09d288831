import type { Dispatch } from '../../facts/agent.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'

/** Where the model's choice of a tool becomes a call. */
export function dispatchOf(_scene: Scene, _draft: AgentDraft): Dispatch | undefined {
  return undefined
}
