import { expect, test } from 'vitest'
import { memoryStore } from '../runtime/store/memory.ts'
import type { Store } from '../runtime/store/store.ts'
import { fold } from '../runtime/thread/reduce.ts'
import { indexOf } from '../runtime/thread/thread-index.ts'
import type { Event } from '../runtime/thread/event.ts'
import { resolveRequest, resolveThread, shortId } from './thread-ids.ts'

async function storeOf(...ids: readonly string[]): Promise<Store> {
  const store = memoryStore()
  const data = { agent: 'a', agentHash: 'h', input: 'i', source: { trigger: 't' }, labels: {} }
  const event: Event = { seq: 1, type: 'thread_launched', v: 1, at: '2026-01-02T03:04:05.000Z', data }
  for (const id of ids) {
    await store.append(id, { expectedSeq: 0, events: [event], index: indexOf(fold(id, [event])) })
  }
  return store
}

test('a thread is shown by the shortest beginning of four or more that is its own', async () => {
  const store = await storeOf('7f3kaaaaaaaa', '7f3kabbbbbbb', '9zzzzzzzzzzz')
  expect(await shortId(store, '9zzzzzzzzzzz')).toBe('9zzz')
  expect(await shortId(store, '7f3kaaaaaaaa')).toBe('7f3kaa')
  expect(await shortId(store, '7f3kabbbbbbb')).toBe('7f3kab')
})

test('any beginning that is its own names a thread', async () => {
  const store = await storeOf('7f3kaaaaaaaa', '7f3kabbbbbbb', '9zzzzzzzzzzz')
  expect(await resolveThread(store, '9')).toBe('9zzzzzzzzzzz')
  expect(await resolveThread(store, '7F3KAA')).toBe('7f3kaaaaaaaa')
  await expect(resolveThread(store, '7f3k')).rejects.toMatchObject({
    code: 'thread_ambiguous',
    hint: expect.stringContaining('7f3kabbbbbbb') as string,
  })
  await expect(resolveThread(store, 'abcd')).rejects.toMatchObject({ code: 'thread_not_found' })
  await expect(resolveThread(store, '')).rejects.toMatchObject({ code: 'usage' })
  await expect(resolveThread(store, '../x')).rejects.toMatchObject({ code: 'usage' })
})

test('a request is its thread, a dot, and its own id, which may hold dots', async () => {
  const store = await storeOf('7f3kaaaaaaaa')
  const threadId = '7f3kaaaaaaaa'
  expect(await resolveRequest(store, '7f3k.3')).toEqual({ threadId, requestId: '3' })
  expect(await resolveRequest(store, '7f3k.3.2')).toEqual({ threadId, requestId: '3.2' })
  await expect(resolveRequest(store, '7f3k')).rejects.toMatchObject({ code: 'usage' })
  await expect(resolveRequest(store, '7f3k.')).rejects.toMatchObject({ code: 'usage' })
})
