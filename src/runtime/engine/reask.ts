import type { EventData } from '../thread/event.ts'
import { MALFORMED_REPLY, tell, type StoredText } from './tell.ts'
import type { Workshop } from './workshop.ts'

export interface Reask {
  readonly reask: NonNullable<EventData['next_step_malformed']['reask']>
  /** The prompt file, to be kept once by its hash. */
  readonly texts: readonly StoredText[]
}

/**
 * What the model is told about a reply that was no next step, in the words of the user's prompt file; nothing where
 * there is no such file: then it is shown the error alone, as data. Never rejects: the reply must be kept.
 */
export async function reaskFor(reason: string, workshop: Workshop): Promise<Reask | undefined> {
  const said = await tell(MALFORMED_REPLY, { trusted: { reason } }, workshop)
  return said && { reask: said.told, texts: said.texts }
}
