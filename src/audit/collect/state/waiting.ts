import type { Waiting } from '../../facts/agent.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'

/** Launch, pause and resume. */
export function waitingOf(_scene: Scene, _draft: AgentDraft): Waiting {
  return { launches: [], queries: [], resumes: [], blocking: [], durable: [], gates: [], repeats: [] }
}
