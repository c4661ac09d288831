import type { Event } from '../thread/event.ts'

/** Who is told of something that concerns one thread, by thread: of what this process appends, unless said else. */
export type Listeners<Told = readonly Event[]> = Map<string, Set<(told: Told) => void>>

/** Has `listener` told of what concerns that thread, until what is returned is called. */
export function listen<Told>(
  listeners: Listeners<Told>,
  threadId: string,
  listener: (told: Told) => void,
): () => void {
  const told = listeners.get(threadId) ?? new Set()
  listeners.set(threadId, told.add(listener))
  return () => {
    told.delete(listener)
    if (told.size === 0 && listeners.get(threadId) === told) listeners.delete(threadId)
  }
}
