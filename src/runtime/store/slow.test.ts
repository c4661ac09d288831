import { setImmediate as nextTurn } from 'node:timers/promises'
import { test } from 'vitest'
import { changedStore } from '../../../test/changed-store.ts'
import { memoryStore } from './memory.ts'
import type { Store } from './store.ts'
import { storeCases } from './store.contract.ts'

/** Every method takes some turns of the event loop before it acts and after: whoever counts on haste is seen. */
function slowStore(): Store {
  const store = memoryStore()
  let calls = 0
  const slowly =
    <Given extends unknown[], Result>(method: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      const turns = 1 + (calls++ % 5)
      for (let i = 0; i < turns; i++) await nextTurn()
      const result = await method.apply(store, given)
      for (let i = 0; i < turns; i++) await nextTurn()
      return result
    }
  return changedStore(store, {
    append: slowly(store.append),
    read: slowly(store.read),
    readStored: slowly(store.readStored),
    importThread: slowly(store.importThread),
    peek: slowly(store.peek),
    list: slowly(store.list),
    requests: slowly(store.requests),
    due: slowly(store.due),
    acquireLease: slowly(store.acquireLease),
    releaseLease: slowly(store.releaseLease),
  })
}

test.each(Object.entries(storeCases))('slow: %s', async (_, run) => {
  await run(slowStore())
})
