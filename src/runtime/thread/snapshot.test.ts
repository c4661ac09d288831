import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomThread } from '../../../test/random-thread.ts'
import type { Event } from './event.ts'
import { EventList } from './event-list.ts'
import { fold } from './reduce.ts'
import { foldFrom, FOLD_VERSION, parseSnapshot, snapshotOf, type Snapshot } from './snapshot.ts'
import type { Thread } from './thread.ts'

const derived = ({ events, ...rest }: Thread): unknown => ({ ...rest, length: events.length })
const listOf = (events: readonly Event[]): EventList =>
  EventList.ofBlocks([{ length: events.length, read: () => events }])

test('a thread folded from any of its snapshots is the thread folded from its beginning', () => {
  let taken = 0
  const check = (events: Event[]): void => {
    const whole = fold('t', events)
    for (let seq = 1; seq <= events.length; seq++) {
      const made = snapshotOf(fold('t', events.slice(0, seq)))
      if (!made) continue
      if (seq > 1) taken++
      const snapshot = parseSnapshot(JSON.stringify(made))
      expect(snapshot).toEqual(made)
      expect(derived(foldFrom('t', listOf(events), snapshot))).toEqual(derived(whole))
    }
  }
  fc.assert(fc.property(randomThread, check), { seed: 12, numRuns: 500 })
  expect(taken).toBeGreaterThan(500)
})

test('a snapshot is taken of counts alone: while anything is open there is none', () => {
  fc.assert(
    fc.property(randomThread, (events) => {
      const thread = fold('t', events)
      const open = [thread.calls, thread.requests, thread.children, thread.toolErrors]
      const isOpen = open.some((list) => list.length > 0) || thread.status !== 'running'
      expect(snapshotOf(thread) === undefined).toBe(isOpen)
    }),
    { seed: 12, numRuns: 500 },
  )
  expect(snapshotOf(fold('t', []))).toBeUndefined()
})

test('events before a snapshot are left unread, but for the first and the last of them', () => {
  const first: Event = {
    seq: 1,
    type: 'thread_launched',
    v: 1,
    at: '2026-01-02T03:04:05.678Z',
    data: { agent: 'a', agentHash: 'h', input: 'go', source: { trigger: 't' }, labels: {} },
  }
  const said = (seq: number): Event => ({ ...first, seq, type: 'custom.a.b', data: {} })
  const snapshot = snapshotOf(fold('t', [first, said(2), said(3), said(4)]))
  const read: number[] = []
  const list = EventList.ofBlocks(
    [first, said(2), said(3), said(4), said(5)].map((event) => ({
      length: 1,
      read: () => (read.push(event.seq), [event]),
    })),
  )
  expect(foldFrom('t', list, snapshot)).toMatchObject({ seq: 5, agent: 'a', status: 'running' })
  expect(read.toSorted((a, b) => a - b)).toEqual([1, 4, 5])
})

const made: Snapshot = {
  seq: 3,
  fold: FOLD_VERSION,
  counters: fold('t', []).counters,
  lastChoice: 2,
}

test.each([
  ['of another fold', JSON.stringify({ ...made, fold: FOLD_VERSION + 1 })],
  ['that lacks a count', JSON.stringify({ ...made, counters: { steps: 1 } })],
  ['with a count below zero', JSON.stringify({ ...made, counters: { ...made.counters, steps: -1 } })],
  ['whose deadline is no text', JSON.stringify({ ...made, deadline: 5 })],
  ['that is no object', 'null'],
  ['that is no JSON', '{'],
])('a snapshot %s is not used', (_, text) => {
  expect(parseSnapshot(JSON.stringify(made))).toEqual(made)
  expect(parseSnapshot(text)).toBeUndefined()
})

test('what else a stored text holds never becomes part of a thread', () => {
  const call = { callId: '1', tool: 'deploy', input: {}, inputHash: 'h', state: 'chosen' }
  const permission = { state: 'granted', requestId: '1', inputHash: 'h' }
  const forged = {
    ...made,
    calls: [{ ...call, permission }],
    ending: undefined,
    agent: 'other',
    paused: true,
  }
  expect(parseSnapshot(JSON.stringify(forged))).toEqual(made)
})
