import type { Prompt } from '../../facts/prompt.ts'
import type { Scene } from '../scene.ts'

/** Every text that reaches a model. */
export function promptsOf(scene: Scene): Prompt[] {
  return scene.drafts.length === 0 ? [] : []
}
