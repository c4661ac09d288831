import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contextWindow } from '../src/runtime/context/context-window.ts'
import { parseJsonl, toJsonl } from '../src/runtime/store/jsonl.ts'
import { openEvent, sealEvents } from '../src/runtime/store/stored-event.ts'
import type { Event } from '../src/runtime/thread/event.ts'
import { EventList } from '../src/runtime/thread/event-list.ts'
import { parseEvent } from '../src/runtime/thread/parse-event.ts'
import { fold, reduce } from '../src/runtime/thread/reduce.ts'
import { emptyThread, type Thread } from '../src/runtime/thread/thread.ts'
import { toMarkdown } from '../src/runtime/thread/to-markdown.ts'
import { TwelvefoldError } from '../src/runtime/twelvefold-error.ts'
import { randomThread } from './random-thread.ts'

const seeded = { seed: 12, numRuns: 300 }

/** Without the events, whose list is a class. */
const derived = ({ events, ...rest }: Thread): unknown => ({ ...rest, length: events.length })

test('any sequence of well-formed events folds, and folding in parts gives the same thread', () => {
  fc.assert(
    fc.property(randomThread, fc.nat(40), (events, cut) => {
      const whole = fold('t', events)
      const parts = fold('t', events.slice(cut), fold('t', events.slice(0, cut)))
      expect(derived(parts)).toEqual(derived(whole))
      expect(whole.seq).toBe(events.length)
    }),
    seeded,
  )
})

test('a fold leaves every older version as it was, also where two versions grow apart', () => {
  fc.assert(
    fc.property(randomThread, fc.nat(38), (events, position) => {
      fc.pre(position > 0 && position < events.length)
      const older = fold('t', events.slice(0, position))
      const before = derived(older)
      const other = { seq: position + 1, type: 'custom.a.b', v: 1, at: older.now, data: {} } as Event
      const one = reduce(older, events[position]!)
      const two = reduce(older, other)
      expect(derived(older)).toEqual(before)
      expect(one.events.at(position)).toEqual(events[position])
      expect(two.events.at(position)).toEqual(other)
    }),
    seeded,
  )
})

test('custom events change nothing but events, seq and now', () => {
  fc.assert(
    fc.property(randomThread, (events) => {
      const thread = fold('t', events)
      const custom = {
        seq: thread.seq + 1,
        type: 'custom.acme.noted',
        v: 1,
        at: thread.now,
        data: { a: 1 },
      } as Event
      const { events: _, seq, now, ...same } = reduce(thread, custom)
      expect(seq).toBe(thread.seq + 1)
      expect(now).toBe(thread.now)
      expect(thread).toMatchObject(same)
    }),
    seeded,
  )
})

test('export and import give back every thread to the byte', () => {
  fc.assert(
    fc.property(randomThread, fc.boolean(), (events, hashes) => {
      const stored = sealEvents('', events)
      const { threadId, events: read } = parseJsonl(toJsonl('abcd', stored, { hashes }))
      expect(threadId).toBe('abcd')
      expect(read).toEqual(stored)
      expect(read.map(openEvent)).toEqual(events)
    }),
    seeded,
  )
})

test('every thread renders as Markdown, in which no text of it can begin a line of its own', () => {
  fc.assert(
    fc.property(randomThread, (events) => {
      const markdown = toMarkdown(fold('t', events))
      const body = markdown.split('\n').slice(6)
      expect(body.every((line) => line === '' || /^(\d+\. | {3})/.test(line))).toBe(true)
    }),
    seeded,
  )
})

test('the context window of every thread is paired, deterministic and within the budget', () => {
  const build = contextWindow({ budget: 400 })
  const prompt = { name: 'p', hash: 'h', text: 'be brief' }
  fc.assert(
    fc.property(randomThread, (events) => {
      const { messages, tokens, report } = build(fold('t', events), prompt, [])
      expect(build(fold('t', events), prompt, []).messages).toEqual(messages)
      const asked = messages.flatMap((message) => (message.role === 'assistant' ? message.calls : []))
      const results = messages.filter((message) => message.role === 'tool')
      expect(results.length).toBe(asked.length)
      if (report.turnsKept > 1) expect(tokens).toBeLessThanOrEqual(400)
    }),
    seeded,
  )
})

test('random values and random bytes to the loaders of threads give typed errors and nothing else', () => {
  const typed = (act: () => unknown): void => {
    try {
      act()
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(TwelvefoldError)
    }
  }
  fc.assert(
    fc.property(fc.anything(), (value) => typed(() => parseEvent(value))),
    { seed: 12, numRuns: 2_000 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) =>
      typed(() => parseJsonl(Buffer.from(bytes).toString('latin1'))),
    ),
    { seed: 12, numRuns: 1_000 },
  )
  fc.assert(
    fc.property(
      randomThread,
      fc.nat(),
      fc.uint8Array({ minLength: 1, maxLength: 4 }),
      (events, where, bytes) => {
        const whole = Buffer.from(toJsonl('abcd', sealEvents('', events)))
        whole.set(bytes.slice(0, whole.length - (where % whole.length)), where % whole.length)
        typed(() => fold('abcd', parseJsonl(whole.toString('latin1')).events.map(openEvent)))
      },
    ),
    { seed: 12, numRuns: 1_000 },
  )
})

test('events out of order are refused with a typed error', () => {
  fc.assert(
    fc.property(randomThread, fc.integer({ min: -2, max: 50 }), (events, seq) => {
      const thread = fold('t', events)
      fc.pre(seq !== thread.seq + 1)
      const event = { seq, type: 'custom.a.b', v: 1, at: thread.now, data: {} } as Event
      expect(() => reduce(thread, event)).toThrow(expect.objectContaining({ code: 'event_invalid' }))
    }),
    seeded,
  )
  expect(() => reduce(emptyThread('t'), { seq: 1, type: 'paused' } as Event)).toThrow(
    expect.objectContaining({ code: 'event_invalid' }),
  )
})

test('the list of events is shared, not copied, as a thread grows', () => {
  let list = EventList.empty
  const event = { seq: 1, type: 'custom.a.b', v: 1, at: '', data: {} } as Event
  const versions: EventList[] = []
  for (let i = 0; i < 1_000; i++) versions.push((list = list.append([{ ...event, seq: i + 1 }])))
  expect(versions.map(({ length }) => length)).toEqual(versions.map((_, i) => i + 1))
  expect(versions[9]!.at(10)).toBeUndefined()
  expect(versions[9]!.at(-1)?.seq).toBe(10)
  expect([...versions[2]!].map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect(EventList.empty.length).toBe(0)
})
