import { setImmediate as nextTurn } from 'node:timers/promises'
import { test } from 'vitest'
import { changedStore } from '../../../test/changed-store.ts'
import { loadCases } from './load.contract.ts'
import { memoryStore } from './memory.ts'
import type { Store } from './store.ts'
import { storeCases } from './store.contract.ts'

/** Every method takes some turns of the event loop before it acts and after: whoever counts on haste is seen. */
function slowStore(): Store {
  const store = memoryStore()
  let calls = 0
  const slowly = <Name extends keyof Store>(name: Name): Store[Name] => {
    const method = store[name] as (...given: unknown[]) => Promise<unknown>
    const slow = async (...given: unknown[]): Promise<unknown> => {
      const turns = 1 + (calls++ % 5)
      for (let i = 0; i < turns; i++) await nextTurn()
      const result = await method.apply(store, given)
      for (let i = 0; i < turns; i++) await nextTurn()
      return result
    }
    return slow as Store[Name]
  }
  return changedStore(store, {
    append: slowly('append'),
    load: slowly('load'),
    read: slowly('read'),
    readStored: slowly('readStored'),
    importThread: slowly('importThread'),
    peek: slowly('peek'),
    list: slowly('list'),
    requests: slowly('requests'),
    due: slowly('due'),
    acquireLease: slowly('acquireLease'),
    releaseLease: slowly('releaseLease'),
  })
}

test.each(Object.entries({ ...storeCases, ...loadCases }))('slow: %s', async (_, run) => {
  await run(slowStore())
})
