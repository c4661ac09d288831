// Functions that are not pure, one impurity each. All take the same argument, a small thread-like value.

import { AsyncLocalStorage } from 'node:async_hooks'
import { execSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { lookup } from 'node:dns'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { hostname } from 'node:os'
import { env } from 'node:process'
import { setTimeout as setTimeoutOfNode } from 'node:timers'
import { countsCalls, Ledger, raises, Reader, settings } from './elsewhere.ts'
import type { Sample } from './sample.ts'

let counter = 0
let limit = 3
const history: string[] = []
const totals = { runs: 0 }
const seen = new Map<string, number>()
const ids = new Set<string>()
const pattern = /a/g
const buffer = new Uint8Array(2)
const reader = new Reader()
const ledger = new Ledger()
const privateLedger = new Ledger()
const remembered = new WeakMap<object, number>()
const request$ = new AsyncLocalStorage<string>()
const capturedNow = Date.now
const CapturedDate = Date
const capturedRandom = Math.random
const zones = new Intl.DateTimeFormat('en')
const tomorrow = (function* () {
  for (let day = 0; ; day++) yield day
})()

function makeCounter(): () => number {
  let inner = 0
  return () => {
    inner++
    return 1
  }
}
const next = makeCounter()

/** Changed by others, between two calls. */
export function setLimit(to: number): void {
  limit = to
}

type Planted = (sample: Sample) => unknown

export const planted: Readonly<Record<string, Planted>> = {
  'Date.now': (s) => Date.now() > Date.parse(s.at),
  'new Date': (s) => new Date() > new Date(s.at),
  'performance.now': () => performance.now() > 5,
  'process.hrtime': () => process.hrtime.bigint() > 5n,
  'a clock taken before, in the answer': (s) => ({ ...s, at: capturedNow() }),
  'a Date taken before, in the answer': () => new CapturedDate().toISOString(),
  'Intl without a date': () => zones.format(),
  'Math.random': (s) => Math.random() > 2 || s.ok,
  'chance taken before': () => capturedRandom(),
  'randomUUID of an earlier import': () => randomUUID(),
  'randomBytes of an earlier import': () => randomBytes(4).length,
  'crypto.getRandomValues': () => crypto.getRandomValues(new Uint8Array(2)).length,
  'process.env': () => process.env['HOME'] === 'x',
  'env of an earlier import': () => env['HOME'] === 'x',
  'process.cwd': () => process.cwd().length > 0,
  'os.hostname of an earlier import': () => hostname().length > 0,
  'process.argv': () => process.argv.length,
  'console.log': (s) => console.log(s.at),
  'process.stdout.write': () => process.stdout.write(''),
  'readFileSync of an earlier import': () => readFileSync('package.json').length,
  'existsSync of an earlier import': () => existsSync('package.json'),
  'writeFileSync of an earlier import': () => writeFileSync('/dev/null', 'x'),
  'a file, asynchronously': () => void readFile('package.json').catch(() => undefined),
  fetch: () => void fetch('http://127.0.0.1:9/').catch(() => undefined),
  'http.request of an earlier import': () => void request('http://127.0.0.1:9/').on('error', () => undefined),
  'dns.lookup of an earlier import': () => lookup('localhost', () => undefined),
  'execSync of an earlier import': () => execSync('true').length,
  setTimeout: () => void setTimeout(() => undefined, 1),
  'setTimeout of node:timers': () => void setTimeoutOfNode(() => undefined, 1),
  queueMicrotask: () => queueMicrotask(() => undefined),
  'an async function': async (s) => s.items.length,
  'AsyncLocalStorage.getStore': () => request$.getStore() ?? 'none',
  'an argument is changed': (s) => s.items.push('more'),
  'a deep argument is changed': (s) => {
    ;(s.nested.deep as { value: number }).value = 2
  },
  'an argument that is a Map is changed': (s) => s.index.set('b', 2).size > 0,
  'a module variable': () => void counter++,
  'a list of the module': (s) => void history.push(s.at),
  'a member of a module object': () => void totals.runs++,
  'a Map of the module': (s) => void seen.set(s.at, 1),
  'a Set of the module': (s) => void ids.add(s.at),
  'a variable of a closure': () => next(),
  'a variable of another module': () => countsCalls(),
  'a second variable of another module': () => raises(),
  'an object of another module': () => void settings.tags.push('b'),
  'an instance of a class': (s) => ledger.add(s.at),
  'a field, by a decorated method': (s) => reader.decide(s.at),
  'the position of a pattern': (s) => pattern.test(s.items[0]!),
  'bytes of the module': () => void (buffer[0] = buffer[0]! + 1),
  'a global variable': () => void Reflect.set(globalThis, 'lastRun', 1),
  'a method of all arrays': () => void Reflect.set(Array.prototype, 'last2', () => 1),
  'an iterator that goes on': () => tomorrow.next().value,
  'a private field, in the answer': () => privateLedger.hiddenLength(),
  'a private field, not in the answer': (s) => privateLedger.addHidden(s.at),
  'a weak map, not in the answer': (s) => void remembered.set(s, 1),
  'a clock taken before, not in the answer': () => capturedNow() > 5,
  'a variable that others change': (s) => s.items.length > limit,
  'the time zone, by a local hour': (s) => new Date(s.at).getHours(),
}
