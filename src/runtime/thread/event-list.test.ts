import { expect, test } from 'vitest'
import type { Event } from './event.ts'
import { EventList, type EventBlock } from './event-list.ts'

const event = (seq: number): Event => ({ seq, type: 'custom.a.b', v: 1, at: '', data: { n: seq } })
const seqs = (events: Iterable<Event>): number[] => [...events].map(({ seq }) => seq)

/** Blocks of three, and how often each was read. */
function blocks(count: number): { blocks: EventBlock[]; reads: number[] } {
  const reads = Array.from({ length: count }, () => 0)
  const made = reads.map((_, block) => ({
    length: 3,
    read: () => {
      reads[block]!++
      return [1, 2, 3].map((i) => event(block * 3 + i))
    },
  }))
  return { blocks: made, reads }
}

test('a block is read when one of its events is asked for, and once', () => {
  const { blocks: four, reads } = blocks(4)
  const list = EventList.ofBlocks(four)
  expect(list.length).toBe(12)
  expect(reads).toEqual([0, 0, 0, 0])
  expect([list.at(-1)?.seq, list.at(10)?.seq, list.at(0)?.seq]).toEqual([12, 11, 1])
  expect(reads).toEqual([1, 0, 0, 1])
  expect(seqs(list)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  expect(seqs(list.slice(2, 5))).toEqual([3, 4, 5])
  expect(reads).toEqual([1, 1, 1, 1])
  expect([list.at(12), list.at(-13)]).toEqual([undefined, undefined])
  expect(Object.isFrozen(list.at(3)?.data)).toBe(true)
})

test('versions that were appended to share what is read, and keep what is theirs', () => {
  const { blocks: two, reads } = blocks(2)
  const list = EventList.ofBlocks(two)
  const longer = list.append([event(7)])
  const other = list.append([event(70)])
  expect(seqs(longer)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(reads).toEqual([1, 1])
  expect(seqs(list)).toEqual([1, 2, 3, 4, 5, 6])
  expect(reads).toEqual([1, 1])
  expect(seqs(other)).toEqual([1, 2, 3, 4, 5, 6, 70])
  expect(longer.lineage).toBe(list.lineage)
  expect(other.lineage).not.toBe(list.lineage)
})

test('a slice counts from the end as that of an array does', () => {
  const list = EventList.ofBlocks(blocks(2).blocks)
  const array = [...list]
  for (const [from, to] of [[-2], [-99], [1, -1], [-3, -1], [0, -99], [4, 2]] as const) {
    expect(seqs(list.slice(from, to))).toEqual(seqs(array.slice(from, to)))
  }
})

test('a block that does not give what it has is refused, and may be read again', () => {
  const whole = { length: 1, read: () => [event(1)] }
  const short = EventList.ofBlocks([whole, { length: 2, read: () => [event(2)] }])
  expect(short.at(0)?.seq).toBe(1)
  for (const _ of [1, 2]) {
    expect(() => short.at(2)).toThrow(expect.objectContaining({ code: 'event_invalid' }))
  }
})
