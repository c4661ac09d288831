import type { Store } from '../src/runtime/store/store.ts'

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

type Appending = Parameters<Store['append']>[1]

export function holds(appending: Appending, type: string): boolean {
  return appending.events.some((event) => event.type === type)
}

/** A store in which something happens, once, right after an event of a type was appended. */
export function afterAppend(store: Store, type: string, act: (threadId: string) => unknown): Store {
  let done = false
  return changedStore(store, {
    async append(threadId, appending) {
      const result = await store.append(threadId, appending)
      if (!done && result.ok && holds(appending, type)) {
        done = true
        await act(threadId)
      }
      return result
    },
  })
}

/** A store whose process dies before an event of a type is appended: nothing after that reaches it. */
export function dyingBefore(store: Store, type: string, isLast: () => boolean = () => true): Store {
  let dead = false
  const alive = <T>(go: () => Promise<T>): Promise<T> =>
    dead ? Promise.reject(Object.assign(new Error('dead'), { died: true })) : go()
  return changedStore(store, {
    append(threadId, appending) {
      dead ||= holds(appending, type) && isLast()
      return alive(() => store.append(threadId, appending))
    },
    releaseLease: (threadId, owner) => alive(() => store.releaseLease(threadId, owner)),
    load: (threadId) => alive(() => store.load(threadId)),
    read: (threadId, afterSeq) => alive(() => store.read(threadId, afterSeq)),
  })
}
