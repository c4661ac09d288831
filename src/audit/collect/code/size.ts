import type { Size } from '../../facts/agent.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'

/** Lines of the agent's own code, and of the file that defines it. */
export function sizeOf(_scene: Scene, draft: AgentDraft): Size {
  const { module, node } = draft.region
  const { line, endLine } = module.placeOf(node)
  return { owned: endLine - line + 1, file: module.text.split('\n').length - 1 }
}
