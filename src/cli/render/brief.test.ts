import { expect, test } from 'vitest'
import type { JsonValue } from '../../runtime/thread/json.ts'
import { briefOutcome } from './brief.ts'

const brief = (data: JsonValue, summary?: string): string | undefined =>
  briefOutcome({ success: true, data, ...(summary === undefined ? {} : { metadata: { summary } }) }, 40)

test.each<[JsonValue, string | undefined]>([
  [null, undefined],
  ['v1', 'v1'],
  [{ version: 'v1' }, 'v1'],
  [{ tags: ['v2', 'v1'] }, 'v2 · v1'],
  [[], 'none'],
  [[1, 2, 3, 4, 5, 6, 7, 8], '1 · 2 · 3 · 4 · 5 · 6 · 2 more'],
  [{ tag: 'v1', live: true }, 'tag v1 · live true'],
  [{ order: { id: 1 }, open: null }, 'order {"id":1} · open null'],
  ['two\nlines, and far more than fit into the width', 'two lines, and far more than fit into t…'],
])('%j is shown as %j', (data, shown) => expect(brief(data)).toBe(shown))

test('a tool may say it itself', () => expect(brief({ a: 1 }, 'v1 is live')).toBe('v1 is live'))
