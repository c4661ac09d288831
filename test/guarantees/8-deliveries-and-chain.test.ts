import { expect, test } from 'vitest'
import { parseJsonl } from '../../src/runtime/store/jsonl.ts'
import { firstBroken } from '../../src/runtime/store/hash-chain.ts'
import { memoryStore } from '../../src/runtime/store/memory.ts'
import { call, scenario } from '../scenario.ts'

test('a launch that is delivered twice starts one thread', async () => {
  const { engine } = scenario({})
  const source = { trigger: 'webhook', deliveryId: 'd-1' }
  const launches = await Promise.all([1, 2, 3].map(() => engine.launch('tester', 'go', { source })))
  expect(new Set(launches.map(({ threadId }) => threadId)).size).toBe(1)
  expect(launches.filter(({ duplicate }) => duplicate).length).toBe(2)
  expect((await engine.list()).length).toBe(1)
})

test('the same delivery id of another trigger is another delivery', async () => {
  const { engine } = scenario({})
  await engine.launch('tester', 'go', { source: { trigger: 'webhook', deliveryId: 'd-1' } })
  const other = await engine.launch('tester', 'go', { source: { trigger: 'mail', deliveryId: 'd-1' } })
  expect(other.duplicate).toBe(false)
})

test('a message that is delivered twice is in the thread once', async () => {
  const { engine, run } = scenario({ replies: [call('request_human_input', { question: '?' })] })
  const { id } = await run()
  const message = { text: 'hello', source: { trigger: 'mail', deliveryId: 'm-1' } }
  expect((await engine.deliver(id, message)).outcome).toBe('recorded')
  expect(await engine.deliver(id, message)).toEqual({ outcome: 'duplicate', threadId: id })
})

test('any change of a stored event is seen, and the first one is named', async () => {
  const { store, run } = scenario({ replies: [call('unknown', { a: 1 })] })
  const { id } = await run()
  const events = await store.readStored(id)
  expect(firstBroken(events)).toBeUndefined()
  const tampered = [
    { text: events[2]!.text.replace('1', '2') },
    { at: '2020-01-01T00:00:00.000Z' },
    { type: 'paused' },
    { v: 2 },
    { seq: 9 },
    { hash: events[1]!.hash },
  ]
  for (const change of tampered) {
    const changed = events.map((event) => (event.seq === 3 ? { ...event, ...change } : event))
    expect(firstBroken(changed), JSON.stringify(change)).toBe(3)
  }
  expect(firstBroken(events.toSpliced(1, 1))).toBe(2)
})

test('an export carries the head, so a shortened file is not whole', async () => {
  const { engine, run } = scenario({})
  const { id, seq } = await run()
  const jsonl = await engine.export(id)
  const lines = jsonl.trimEnd().split('\n')
  expect(parseJsonl(jsonl).events.length).toBe(seq)
  const shorter = [JSON.stringify({ ...JSON.parse(lines[0]!), events: seq - 1 }), ...lines.slice(1, -1)].join(
    '\n',
  )
  expect(() => parseJsonl(shorter)).toThrow(expect.objectContaining({ code: 'chain_broken' }))
})

test('an import writes the same bytes under the same id, once', async () => {
  const { engine, run } = scenario({ replies: [call('unknown')] })
  const { id } = await run()
  const jsonl = await engine.export(id)
  const other = scenario({}, { store: memoryStore() })
  expect(await other.engine.import(jsonl)).toBe(id)
  expect(await other.engine.export(id)).toBe(jsonl)
  await expect(other.engine.import(jsonl)).rejects.toMatchObject({ code: 'thread_exists' })
})

test('a fork is a copy of a prefix with a chain of its own; the parent stays as it was', async () => {
  const { engine, store, run } = scenario({ replies: [call('unknown')] })
  const { id } = await run()
  const before = await engine.export(id)
  const forked = await engine.fork(id, 2)
  const copy = await engine.get(forked)
  expect(copy.seq).toBe(2)
  expect(copy.calls.length).toBe(1)
  expect(copy.events.at(0)).toMatchObject({ data: { forkedFrom: { threadId: id, seq: 2 } } })
  expect(firstBroken(await store.readStored(forked))).toBeUndefined()
  expect((await engine.drive(forked)).thread.status).toBe('finished')
  expect(await engine.export(id)).toBe(before)
  await expect(engine.fork(id, 99)).rejects.toMatchObject({ code: 'usage' })
})
