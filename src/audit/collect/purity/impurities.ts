import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import type { Scene } from '../scene.ts'
import { clockAndRandom } from './clock.ts'
import { environmentReads } from './environment.ts'
import { moduleWrites } from './module-writes.ts'
import { races } from './order.ts'

/** Clock, random, environment and writes to shared state inside the step or the prompt builder. */
export function impuritiesOf(scene: Scene, draft: AgentDraft): Sight[] {
  return [clockAndRandom, environmentReads, moduleWrites, races].flatMap((look) => look(scene, draft))
}
