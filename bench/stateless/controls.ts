// Functions that are pure, in ways that a careless guard would take for something else.

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { inspect, isDeepStrictEqual } from 'node:util'
import { gzipSync } from 'node:zlib'
import { emptyThread, fold, limits, standardLoop } from 'twelvefold'
import { z } from 'zod'
import { Ledger, settings } from './elsewhere.ts'
import type { Sample } from './sample.ts'

const schema = z.object({ at: z.string(), ok: z.boolean() })
const word = /[a-z]+/
const PRICES: Readonly<Record<string, number>> = { a: 1, banana: 2 }
const memo = new WeakMap<object, number>()
const formatter = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC' })

type Control = (sample: Sample) => unknown

export const controls: Readonly<Record<string, Control>> = {
  'arithmetic on a given date': (s) => new Date(s.at).getTime() + 60_000,
  'a date from parts': () => new Date(Date.UTC(2026, 0, 1)).toISOString(),
  'Date.parse': (s) => Date.parse(s.at),
  'a formatted given date': (s) => formatter.format(new Date(s.at)),
  'instanceof Date': (s) => new Date(s.at) instanceof Date && new Date(s.at).constructor === Date,
  'a sorted copy': (s) => [...s.items].sort(),
  'a changed copy': (s) => ({ ...s, ok: false }),
  'a local map': (s) => {
    const counts = new Map<string, number>()
    for (const item of s.items) counts.set(item, (counts.get(item) ?? 0) + 1)
    return counts
  },
  'a local counter': (s) => {
    let longest = 0
    for (const item of s.items) longest = Math.max(longest, item.length)
    return longest
  },
  'a new function': (s) => (other: string) => s.items.includes(other),
  'a new symbol': (s) => Symbol(s.at),
  'a new instance of a class': (s) => {
    const ledger = new Ledger()
    ledger.add(s.at)
    return ledger.lines.length
  },
  'a schema': (s) => schema.parse(s),
  'a schema that refuses': () => schema.safeParse({}).success,
  'a hash': (s) => createHash('sha256').update(s.at).digest('hex'),
  'a path': (s) => join('/a', s.items[0]!),
  'compressed bytes': (s) => gzipSync(s.at).length,
  'JSON both ways': (s) => JSON.parse(JSON.stringify(s)) as unknown,
  structuredClone: (s) => structuredClone(s.items),
  'a pattern without a position': (s) => s.items.filter((item) => word.test(item)),
  'a global pattern in replace': (s) => s.items.map((item) => item.replace(/a/g, 'b')),
  'a constant of the module': (s) => s.items.map((item) => PRICES[item] ?? 0),
  'an object of another module, read': () => settings.retries,
  'a throw': (s) => {
    if (s.items.length > 2) throw new RangeError(`${s.items.length} are too many`)
    return s
  },
  'an error that is caught, with its stack': (s) => {
    try {
      return decodeURIComponent(`%${s.items[0]}`)
    } catch (error) {
      return (error as Error).stack?.includes('URI')
    }
  },
  'a memory by object': (s) => {
    const known = memo.get(s) ?? s.items.length
    memo.set(s, known)
    return known
  },
  recursion: function depth(s): number {
    return s.items.length === 0 ? 0 : 1 + Number(depth({ ...s, items: s.items.slice(1) }))
  },
  'a generator run to its end': (s) => {
    function* pairs(): Generator<string> {
      for (const item of s.items) yield item + item
    }
    return [...pairs()]
  },
  'deep equality and inspection': (s) => isDeepStrictEqual(s, s) && inspect(s).length,
  'policies of this package': () => {
    const thread = fold('t', [launched], emptyThread('t'))
    return limits(thread, { steps: 3 }) ?? standardLoop(thread)
  },
}

const launched = {
  seq: 1,
  type: 'thread_launched',
  v: 1,
  at: '2026-11-01T12:00:00.000Z',
  data: { agent: 'a', agentHash: 'h', input: 'hello', source: { trigger: 'cli' }, labels: {} },
} as const
