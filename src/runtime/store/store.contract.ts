// What every store must do. Each case gets a fresh, empty store; `storeCases` is run by every implementation.
import { expect } from 'vitest'
import type { Event, EventData, NewEvent } from '../thread/event.ts'
import { fold } from '../thread/reduce.ts'
import { deliveryKey, indexOf, type ThreadIndex } from '../thread/thread-index.ts'
import { firstBroken } from './hash-chain.ts'
import { rebuildIndex } from './rebuild-index.ts'
import type { AppendResult, Store } from './store.ts'

export type StoreCase = (store: Store) => Promise<void>

export const AT = '2026-01-02T03:04:05.678Z'
const LATER = '2026-01-02T05:04:05.678Z'

export function launched(labels: Record<string, string> = {}, deliveryId?: string): NewEvent {
  const source = { trigger: 'test', ...(deliveryId === undefined ? {} : { deliveryId }) }
  return { type: 'thread_launched', data: { agent: 'tester', agentHash: 'h', input: 'go', source, labels } }
}

export function message(text: string, deliveryId?: string): NewEvent {
  const source = { trigger: 'test', ...(deliveryId === undefined ? {} : { deliveryId }) }
  return { type: 'message_received', data: { text, source } }
}

const asked: NewEvent = {
  type: 'human_asked',
  data: { requestId: 'r1', kind: 'question', question: 'which?', to: ['ops'], deadline: LATER },
}
const answered: NewEvent = {
  type: 'human_answered',
  data: { requestId: 'r1', answer: 'replied', text: 'x', person: { id: 'a', via: 't', verified: false } },
}

/** Appends as the engine does: numbered, with the index of the folded thread. */
export async function append(
  store: Store,
  threadId: string,
  events: readonly NewEvent[],
  extra: { readonly at?: string; readonly delivery?: string; readonly expectedSeq?: number } = {},
): Promise<AppendResult> {
  const { at = AT, delivery } = extra
  const before = await store.read(threadId)
  const expectedSeq = extra.expectedSeq ?? before.length
  const numbered = events.map((event, i) => ({ ...event, seq: expectedSeq + i + 1, v: 1, at }))
  const index: ThreadIndex =
    expectedSeq === before.length ? indexOf(fold(threadId, [...before, ...numbered])) : { status: 'running' }
  return store.append(threadId, {
    expectedSeq,
    events: numbered,
    index,
    ...(delivery === undefined ? {} : { delivery }),
  })
}

const appends: Record<string, StoreCase> = {
  'what was appended is read back in order, unchanged': async (store) => {
    await append(store, 't1', [launched({ tenant: 'acme' }), message('täxt with "quotes" \u0000 and 🌲')])
    await append(store, 't1', [message('third')])
    const events = await store.read('t1')
    expect(events.map(({ seq, type, v, at }) => ({ seq, type, v, at }))).toEqual([
      { seq: 1, type: 'thread_launched', v: 1, at: AT },
      { seq: 2, type: 'message_received', v: 1, at: AT },
      { seq: 3, type: 'message_received', v: 1, at: AT },
    ])
    expect(events[1]!.data).toEqual(message('täxt with "quotes" \u0000 and 🌲').data)
    expect((await store.read('t1', 2)).map(({ seq }) => seq)).toEqual([3])
    expect(await store.read('none')).toEqual([])
  },
  'a stale expectedSeq writes nothing and says where the thread is': async (store) => {
    await append(store, 't1', [launched(), message('a')])
    for (const expectedSeq of [0, 1, 3]) {
      const result = await append(store, 't1', [message('x')], { expectedSeq })
      expect(result).toEqual({ ok: false, conflict: 'stale', seq: 2 })
    }
    expect((await store.read('t1')).length).toBe(2)
  },
  'of many appends on one seq one wins, and the others are told': async (store) => {
    await append(store, 't1', [launched()])
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, i) => append(store, 't1', [message(`${i}`)], { expectedSeq: 1 })),
    )
    expect(results.filter(({ ok }) => ok).length).toBe(1)
    expect((await store.read('t1')).length).toBe(2)
  },
  'a conflict of one append does not touch the others of the same turn': async (store) => {
    await append(store, 'a', [launched()])
    const results = await Promise.all([
      append(store, 'a', [message('stale')], { expectedSeq: 0 }),
      append(store, 'b', [launched()]),
      append(store, 'a', [message('fine')], { expectedSeq: 1 }),
    ])
    expect(results.map(({ ok }) => ok)).toEqual([false, true, true])
    expect((await store.read('a')).length).toBe(2)
    expect((await store.read('b')).length).toBe(1)
  },
  'events are chained by hash over their stored text': async (store) => {
    await append(store, 't1', [launched(), message('a')])
    await append(store, 't1', [message('b')])
    const stored = await store.readStored('t1')
    expect(stored.map(({ text }) => JSON.parse(text) as unknown)).toEqual(
      (await store.read('t1')).map(({ data }) => data),
    )
    expect(firstBroken(stored)).toBeUndefined()
    expect(new Set(stored.map(({ hash }) => hash)).size).toBe(3)
  },
  'a text is kept once by its hash': async (store) => {
    const texts = [{ hash: 'ab'.repeat(32), text: 'the prompt' }]
    for (const id of ['a', 'b']) {
      const event = { ...launched(), seq: 1, v: 1, at: AT } as Event
      await store.append(id, { expectedSeq: 0, events: [event], index: { status: 'running' }, texts })
    }
    expect(await store.text('ab'.repeat(32))).toBe('the prompt')
    expect(await store.text('cd'.repeat(32))).toBeUndefined()
  },
}

const deliveries: Record<string, StoreCase> = {
  'a delivery counts once, whichever thread it reached': async (store) => {
    const delivery = deliveryKey('test', 'd1')
    expect((await append(store, 'a', [launched({}, 'd1')], { delivery })).ok).toBe(true)
    const again = await append(store, 'b', [launched({}, 'd1')], { delivery })
    expect(again).toEqual({ ok: false, conflict: 'duplicate', threadId: 'a' })
    expect(await store.read('b')).toEqual([])
    expect(await store.findDelivery(delivery)).toBe('a')
    expect(await store.findDelivery(deliveryKey('test', 'd2'))).toBeUndefined()
  },
  'of the same delivery twice in one turn one counts': async (store) => {
    const delivery = deliveryKey('test', 'd1')
    const results = await Promise.all(
      ['a', 'b', 'c'].map((id) => append(store, id, [launched({}, 'd1')], { delivery })),
    )
    expect(results.filter(({ ok }) => ok).length).toBe(1)
  },
}

const listing: Record<string, StoreCase> = {
  'threads are listed newest first, by label, status, agent and prefix': async (store) => {
    await append(store, 'aa1', [launched({ tenant: 'acme', env: 'prod' })])
    await append(store, 'aa2', [launched({ tenant: 'acme' }), asked], { at: LATER })
    await append(store, 'bb3', [launched({ tenant: 'zeta' })])
    const ids = async (filter: Parameters<Store['list']>[0]): Promise<string[]> =>
      (await store.list(filter)).map(({ threadId }) => threadId)
    expect(await ids({})).toEqual(['bb3', 'aa2', 'aa1'])
    expect(await ids({ limit: 1 })).toEqual(['bb3'])
    expect(await ids({ labels: { tenant: 'acme' } })).toEqual(['aa2', 'aa1'])
    expect(await ids({ labels: { tenant: 'acme', env: 'prod' } })).toEqual(['aa1'])
    expect(await ids({ status: 'waiting_for_human' })).toEqual(['aa2'])
    expect(await ids({ agent: 'nobody' })).toEqual([])
    expect(await ids({ idPrefix: 'aa' })).toEqual(['aa2', 'aa1'])
    expect(await ids({ idPrefix: "a%'" })).toEqual([])
    expect((await store.list({ idPrefix: 'aa2' }))[0]).toEqual({
      threadId: 'aa2',
      agent: 'tester',
      status: 'waiting_for_human',
      seq: 2,
      labels: { tenant: 'acme' },
      launchedAt: LATER,
      updatedAt: LATER,
    })
  },
  'requests and timers follow the events': async (store) => {
    await append(store, 't1', [launched(), asked])
    expect(await store.requests()).toMatchObject([{ threadId: 't1', requestId: 'r1', question: 'which?' }])
    expect(await store.requests('other')).toEqual([])
    expect(await store.timers('t1')).toEqual([{ timerId: 'request:r1', due: LATER }])
    await append(store, 't1', [message('meanwhile')])
    expect((await store.requests('t1')).length).toBe(1)
    await append(store, 't1', [answered])
    expect(await store.requests('t1')).toEqual([])
    expect(await store.timers('t1')).toEqual([])
  },
  'index rows that are wrong are made anew from the log': async (store) => {
    const delivery = deliveryKey('test', 'd1')
    await append(store, 't1', [launched({}, 'd1'), asked], { delivery })
    await append(store, 't2', [launched()])
    const before = await snapshot(store)
    await store.reindex('t1', { status: 'finished', requests: [], timers: [] }, [])
    expect(await snapshot(store)).not.toEqual(before)
    expect(await rebuildIndex(store)).toBe(2)
    expect(await snapshot(store)).toEqual(before)
    expect(await store.findDelivery(delivery)).toBe('t1')
  },
  'an imported thread is the exported one, to the byte, and is found like any other': async (store) => {
    await append(store, 't1', [launched({ tenant: 'acme' }, 'd9'), asked])
    const stored = await store.readStored('t1')
    const index = indexOf(fold('t2', await store.read('t1')))
    expect(await store.importThread('t2', stored, index)).toEqual({ ok: true })
    expect(await store.readStored('t2')).toEqual(stored)
    expect((await store.list({ labels: { tenant: 'acme' } })).length).toBe(2)
    expect((await store.requests('t2')).length).toBe(1)
    expect(await store.importThread('t2', stored, index)).toMatchObject({ conflict: 'stale' })
    await append(store, 't2', [answered])
    expect(firstBroken(await store.readStored('t2'))).toBeUndefined()
  },
}

const leases: Record<string, StoreCase> = {
  'a lease keeps others out until it is released': async (store) => {
    await append(store, 't1', [launched()])
    expect(await store.acquireLease('t1', 'one', 60_000)).toBe(true)
    expect(await store.acquireLease('t1', 'two', 60_000)).toBe(false)
    expect(await store.acquireLease('t1', 'one', 60_000)).toBe(true)
    expect(await store.peek('t1', 'one')).toEqual({ seq: 1, holdsLease: true })
    expect(await store.peek('t1', 'two')).toEqual({ seq: 1, holdsLease: false })
    await store.releaseLease('t1', 'two')
    expect(await store.acquireLease('t1', 'two', 60_000)).toBe(false)
    await store.releaseLease('t1', 'one')
    expect(await store.acquireLease('t1', 'two', 60_000)).toBe(true)
  },
  'a lease that ran out is free': async (store) => {
    await append(store, 't1', [launched()])
    expect(await store.acquireLease('t1', 'one', 0)).toBe(true)
    expect((await store.peek('t1', 'one')).holdsLease).toBe(false)
    expect(await store.acquireLease('t1', 'two', 60_000)).toBe(true)
  },
  'nobody can lease a thread that does not exist': async (store) => {
    expect(await store.acquireLease('none', 'one', 60_000)).toBe(false)
    expect(await store.peek('none', 'one')).toEqual({ seq: 0, holdsLease: false })
  },
  'threads are due that run, whose time has come, or whose child has ended': async (store) => {
    const slept = (child?: string): NewEvent => {
      const waits = child === undefined ? { until: LATER } : { child }
      return { type: 'slept', data: { timerId: 'sleep:1', reason: 'test', ...waits } }
    }
    const finished: NewEvent = { type: 'finished', data: { result: null } }
    await append(store, 'running', [launched()])
    await append(store, 'ended', [launched(), finished])
    await append(store, 'sleeping', [launched(), slept()])
    await append(store, 'waiting', [launched(), asked])
    await append(store, 'parent', [launched(), slept('ended')])
    await append(store, 'paused', [launched(), slept(), { type: 'paused', data: { by: person } }])
    await append(store, 'leased', [launched()])
    await store.acquireLease('leased', 'one', 60_000)
    expect(await store.due(['tester'], AT, 10)).toEqual(['running', 'parent'])
    expect(await store.due(['tester'], LATER, 10)).toEqual(['running', 'sleeping', 'waiting', 'parent'])
    expect(await store.due(['tester'], LATER, 2)).toEqual(['running', 'sleeping'])
    expect(await store.due(['somebody else'], LATER, 10)).toEqual([])
  },
}

const orphans: Record<string, StoreCase> = {
  'a child that stands still is due when its parent was cancelled or failed': async (store) => {
    const child = (parent: string): NewEvent => {
      const { data } = launched() as { data: EventData['thread_launched'] }
      return { type: 'thread_launched', data: { ...data, parent: { threadId: parent } } }
    }
    const cancelled: NewEvent = { type: 'cancelled', data: { by: person } }
    const paused: NewEvent = { type: 'paused', data: { by: person } }
    await append(store, 'gone', [launched(), cancelled])
    await append(store, 'gave up', [launched(), { type: 'failed', data: { error } }])
    await append(store, 'alive', [launched(), paused])
    await append(store, 'waits', [child('gone'), asked])
    await append(store, 'halted', [child('gone'), paused])
    await append(store, 'too', [child('gave up'), asked])
    await append(store, 'other', [child('alive'), asked])
    await append(store, 'ended', [child('gone'), cancelled])
    expect(await store.due(['tester'], AT, 10)).toEqual(['waits', 'halted', 'too'])
    expect((await store.list({ idPrefix: 'waits' }))[0]).toMatchObject({ parent: 'gone' })
    expect((await store.list({ idPrefix: 'alive' }))[0]).not.toHaveProperty('parent')
  },
}

const closing: Record<string, StoreCase> = {
  'a closed store says so': async (store) => {
    await store.close()
    await store.close()
    await expect(store.read('t1')).rejects.toMatchObject({ code: 'closed' })
    await expect(append(store, 't1', [launched()])).rejects.toMatchObject({ code: 'closed' })
  },
}

const person = { id: 'a', via: 't', verified: false }
const error = { code: 'x', message: 'y', retryable: false, fingerprint: '0' }

async function snapshot(store: Store): Promise<unknown> {
  const ids = (await store.list()).map(({ threadId }) => threadId)
  const timers = await Promise.all(ids.map((id) => store.timers(id)))
  return { threads: await store.list(), requests: await store.requests(), timers }
}

export const storeCases: Readonly<Record<string, StoreCase>> = {
  ...appends,
  ...deliveries,
  ...listing,
  ...leases,
  ...orphans,
  ...closing,
}
