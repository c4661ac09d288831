import type { Trigger } from '../../facts/trigger.ts'
import type { Scene } from '../scene.ts'

/** Every entry point that reaches an agent. */
export function triggersOf(scene: Scene): Trigger[] {
  return scene.drafts.length === 0 ? [] : []
}
