import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'

/** Clock, random, environment and writes to shared state inside the step or the prompt builder. */
export function impuritiesOf(_scene: Scene, _draft: AgentDraft): Sight[] {
  return []
}
