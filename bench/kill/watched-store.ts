import { createHash } from 'node:crypto'
import type { Append, Event, Store } from 'twelvefold'
import { tell, type Boundaries } from './boundaries.ts'
import type { Sabotage } from './plan.ts'

type Listener = (threadId: string, event: Event) => void

export interface WatchedStore {
  readonly store: Store
  /** Resolves when an event of that kind has been committed by this process from now on. */
  readonly committed: (isIt: (threadId: string, event: Event) => boolean) => Promise<void>
}

/** A store that can die before, in the middle of and after each append and each lease, and tells its acknowledgements. */
export function watchStore(inner: Store, { pass }: Boundaries, sabotage: Sabotage | undefined): WatchedStore {
  const listeners = new Set<Listener>()
  const store = changedStore(inner, {
    async append(threadId, given) {
      const { events } = given
      const what = `append ${[...new Set(events.map(({ type }) => type))].join('+')}`
      pass(`${what}: before`)
      if (sabotage === 'acknowledge-early') acknowledge(threadId, events)
      const result = await inner.append(threadId, sabotage === 'stale-index' ? withoutRequests(given) : given)
      if (!result.ok) return result
      pass(`${what}: committed`)
      acknowledge(threadId, events)
      pass(`${what}: acknowledged`)
      for (const event of events) for (const listener of listeners) listener(threadId, event)
      return result
    },
    async acquireLease(...lease) {
      pass('lease acquire: before')
      const acquired = await inner.acquireLease(...lease)
      if (acquired) pass('lease acquire: after')
      return acquired
    },
    async releaseLease(...lease) {
      pass('lease release: before')
      await inner.releaseLease(...lease)
      pass('lease release: after')
    },
  })
  const committed: WatchedStore['committed'] = (isIt) =>
    new Promise((resolve) => {
      const listener: Listener = (threadId, event) => {
        if (!isIt(threadId, event)) return
        listeners.delete(listener)
        resolve()
      }
      listeners.add(listener)
    })
  return { store, committed }
}

/** A store of which some methods behave differently; the others go to the store itself. */
export function changedStore(store: Store, changes: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name) {
      const changed: unknown = Reflect.get(changes, name)
      if (changed !== undefined) return changed
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? (member.bind(target) as unknown) : member
    },
  })
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function acknowledge(threadId: string, events: readonly Event[]): void {
  for (const { seq, type, data } of events) {
    tell({ acknowledged: [threadId, seq, type, hashOf(JSON.stringify(data))] })
  }
}

function withoutRequests(append: Append): Append {
  const { requests: _, ...index } = append.index
  return { ...append, index }
}
