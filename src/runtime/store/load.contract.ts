// What every store must do where a thread is loaded to be carried on. Run beside `storeCases`.
import { expect } from 'vitest'
import type { Event } from '../thread/event.ts'
import { fold } from '../thread/reduce.ts'
import { snapshotOf } from '../thread/snapshot.ts'
import { indexOf } from '../thread/thread-index.ts'
import { rebuildIndex } from './rebuild-index.ts'
import { append, AT, launched, message, type StoreCase } from './store.contract.ts'

export const loadCases: Readonly<Record<string, StoreCase>> = {
  'a thread is loaded in blocks, which are its events': async (store) => {
    await append(store, 't1', [launched()])
    await append(
      store,
      't1',
      Array.from({ length: 600 }, (_, i) => message(`message ${i}\n"${i}"`)),
    )
    const { blocks, snapshot } = await store.load('t1')
    expect(blocks.flatMap(({ read }) => [...read()])).toEqual(await store.read('t1'))
    expect(blocks.map(({ length, read }) => read().length - length)).toEqual(blocks.map(() => 0))
    expect(snapshot).toBeUndefined()
    expect(await store.load('none')).toEqual({ blocks: [] })
  },
  'the newest snapshot is loaded with the thread, until its rows are made anew': async (store) => {
    await append(store, 't1', [launched()])
    for (const seq of [2, 3]) {
      const events = [{ ...message(`${seq}`), seq, v: 1, at: AT } as Event]
      const thread = fold('t1', [...(await store.read('t1')), ...events])
      const append = { expectedSeq: seq - 1, events, index: indexOf(thread), snapshot: snapshotOf(thread)! }
      expect(await store.append('t1', append)).toEqual({ ok: true })
      expect((await store.load('t1')).snapshot).toEqual(append.snapshot)
    }
    await append(store, 't1', [message('later')])
    expect((await store.load('t1')).snapshot?.seq).toBe(3)
    await append(store, 't2', [launched()])
    expect((await store.load('t2')).snapshot).toBeUndefined()
    await rebuildIndex(store)
    expect((await store.load('t1')).snapshot).toBeUndefined()
  },
}
