import type { Event } from '../thread/event.ts'

export type Listener = (events: readonly Event[]) => void

/** Who is told of what this process appends: by thread, as an append concerns its own thread alone. */
export type Listeners = Map<string, Set<Listener>>

/** Has `listener` told of each append to that thread, until what is returned is called. */
export function listen(listeners: Listeners, threadId: string, listener: Listener): () => void {
  const told = listeners.get(threadId) ?? new Set()
  listeners.set(threadId, told.add(listener))
  return () => {
    told.delete(listener)
    if (told.size === 0 && listeners.get(threadId) === told) listeners.delete(threadId)
  }
}
