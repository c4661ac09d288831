// Threads as earlier releases wrote them. They are never changed: when one no longer folds to the same thread, old
// threads of users no longer do either. What a later release derives beside it is no change. A new event type or version
// adds a file.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseJsonl, toJsonl } from '../../src/runtime/store/jsonl.ts'
import { openEvent } from '../../src/runtime/store/stored-event.ts'
import { fold } from '../../src/runtime/thread/reduce.ts'
import { FOLD_VERSION } from '../../src/runtime/thread/snapshot.ts'

const folder = new URL('.', import.meta.url)
const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8')

test.each(names)('%s folds to what it always was', (name) => {
  const { threadId, events } = parseJsonl(read(name))
  const { events: _, ...thread } = fold(threadId, events.map(openEvent))
  expect(JSON.parse(JSON.stringify(thread))).toMatchObject(JSON.parse(read(name.replace('.jsonl', '.json'))))
  expect(toJsonl(threadId, events)).toBe(read(name))
})

test('every event type of the glossary is in a golden thread', () => {
  const glossary = readFileSync(new URL('../../src/runtime/thread/event.ts', folder), 'utf8')
  const table = glossary.slice(glossary.indexOf('export interface EventData'), glossary.indexOf('export type EventType'))
  const types = [...table.matchAll(/^ {2}(\w+): /gm)].map(([, type]) => type!)
  const seen = new Set(names.flatMap((name) => parseJsonl(read(name)).events.map(({ type }) => type)))
  expect(types.length).toBeGreaterThan(20)
  expect(types.filter((type) => !seen.has(type))).toEqual([])
})

// Counts that a snapshot holds for these events. Where the fold counts otherwise, raise FOLD_VERSION in
// src/runtime/thread/snapshot.ts, so that snapshots which earlier code stored are not used, and change the counts here.
test.each([
  ['a-cancelled-thread.jsonl', { fold: 1, steps: 2, calls: 4, errors: 2, consecutiveErrors: 1, modelFailures: 0, requests: 0, sleeps: 1, inputTokens: 20, outputTokens: 4, lastChoice: 7 }],
  ['an-edited-approval.jsonl', { fold: 1, steps: 6, calls: 5, errors: 2, consecutiveErrors: 0, modelFailures: 0, requests: 2, sleeps: 0, inputTokens: 1238, outputTokens: 86, lastChoice: 21 }],
])('%s is counted as it was when this version of the fold began', (name, counts) => {
  const { threadId, events } = parseJsonl(read(name))
  const { counters, lastChoice } = fold(threadId, events.map(openEvent))
  expect({ fold: FOLD_VERSION, ...counters, lastChoice }).toMatchObject(counts)
})
