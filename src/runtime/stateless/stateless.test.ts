import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { StatelessViolation } from '../twelvefold-error.ts'
import { stateless } from './stateless.ts'

function violationOf(call: () => unknown): StatelessViolation {
  try {
    call()
  } catch (thrown) {
    if (thrown instanceof StatelessViolation) return thrown
    throw thrown
  }
  return expect.fail('nothing was thrown')
}

test('in tests it is on: who reads the clock learns what, where and what to do', () => {
  const late = stateless(function late(deadline: number) {
    return Date.now() > deadline
  })
  const violation = violationOf(() => late(5))
  expect(violation.what).toBe('reads the clock (Date.now)')
  expect(violation.message).toMatch(
    /^late reads the clock \(Date\.now\) at src\/runtime\/stateless\/stateless\.test\.ts:\d+:\d+$/,
  )
  expect(violation.hint).toContain('thread.now')
})

test('new Date without an argument is a clock, with one it is arithmetic', () => {
  expect(violationOf(stateless(() => new Date())).what).toContain('reads the clock')
  expect(stateless((at: string) => new Date(at).toISOString())('2026-01-01')).toBe('2026-01-01T00:00:00.000Z')
  expect(stateless((at: number) => new Date(at) instanceof Date)(0)).toBe(true)
})

test('a name that was imported from a node: module long before is watched too', () => {
  expect(violationOf(stateless(() => randomUUID())).what).toBe('asks for chance (crypto.randomUUID)')
  expect(violationOf(stateless(() => readFileSync('package.json'))).what).toContain('fs.readFileSync')
})

const watched = (): unknown[] => [
  Date,
  Date.now,
  Math.random,
  process.env,
  globalThis.setTimeout,
  Reflect.get(Error, 'prepareStackTrace'),
  randomUUID,
]

test('all is put back, whatever happens', () => {
  const originals = watched()
  expect(() => stateless(() => Math.random())()).toThrow(StatelessViolation)
  const throwing = stateless(() => {
    throw new RangeError('own')
  })
  expect(throwing).toThrow(new RangeError('own'))
  expect(watched().map((value, i) => value === originals[i])).toEqual(originals.map(() => true))
  expect(randomUUID()).toHaveLength(36)
})

test('who catches the violation is found all the same', () => {
  const sly = stateless(() => {
    try {
      return Math.random()
    } catch {
      return 4
    }
  })
  expect(violationOf(sly).what).toBe('asks for chance (Math.random)')
})

let counter = 0
const history: string[] = []

test('variables of the module are as they were, or it is a violation', () => {
  expect(violationOf(stateless(() => counter++)).what).toContain('answers the same question in two ways')
  expect(violationOf(stateless(() => void counter++)).what).toContain('changes counter')
  expect(violationOf(stateless(() => void history.push('x'))).what).toContain('changes history[0]')
})

test('variables of a closure that a called function has are looked at', () => {
  const next = ((): (() => void) => {
    let inner = 0
    return () => void inner++
  })()
  expect(violationOf(stateless(() => next())).what).toContain('changes inner')
})

test('arguments are frozen, and what cannot be frozen is compared', () => {
  const push = violationOf(() => stateless((list: string[]) => list.push('x'))(['a']))
  expect(push.what).toBe('changes what is frozen')
  expect(push.cause).toBeInstanceOf(TypeError)
  expect(
    violationOf(() => stateless((map: Map<string, number>) => map.clear())(new Map([['a', 1]]))).what,
  ).toContain('changes argument 1')
})

test('an asynchronous function is refused, and its rejection goes nowhere', async () => {
  const late = stateless(async () => {
    await Promise.reject(new RangeError('unseen'))
  })
  expect(violationOf(() => void late()).what).toBe('is asynchronous')
  await new Promise((resolve) => setImmediate(resolve))
})

test('a function keeps its name, its length and its text', () => {
  const add = (a: number, b: number): number => a + b
  const guarded = stateless(add)
  expect([guarded.name, guarded.length, guarded.toString()]).toEqual(['add', 2, add.toString()])
  expect(guarded(1, 2)).toBe(3)
})

test('off is the very function', () => {
  const now = (): number => Date.now()
  expect(stateless(now, { mode: 'off' })).toBe(now)
})

test('warn says so once, and lets the call go on', async () => {
  const warnings: Error[] = []
  const listen = (warning: Error): void => void warnings.push(warning)
  process.on('warning', listen)
  const now = stateless(() => Date.now(), { name: 'now', mode: 'warn' })
  expect([now() > 5, now() > 5]).toEqual([true, true])
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', listen)
  expect(warnings.map(({ name, message }) => [name, message.split(' at ')[0]])).toEqual([
    ['StatelessViolation', 'now reads the clock (Date.now)'],
  ])
})

test('one guarded function may call another', () => {
  const inner = stateless((x: number) => x + 1)
  expect(stateless((x: number) => inner(inner(x)))(1)).toBe(3)
})

interface Decide {
  decide(at: string): string
}

test('as a decorator it takes both signatures', () => {
  class Legacy implements Decide {
    decide(at: string): string {
      return `${at}${Math.random()}`
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(Legacy.prototype, 'decide')!
  stateless(Legacy.prototype, 'decide', descriptor)
  Object.defineProperty(Legacy.prototype, 'decide', descriptor)
  expect(violationOf(() => new Legacy().decide('x')).message).toContain('decide asks for chance')

  // As a compiler writes `@stateless`; bench/stateless has it as a person does.
  const counts = { calls: 0, decide: decideAndCount }
  counts.decide = stateless(decideAndCount, { kind: 'method', name: 'decide' })
  expect(violationOf(() => counts.decide()).what).toContain('changes this.calls')
})

function decideAndCount(this: { calls: number }): void {
  this.calls++
}

test('what it cannot decorate it refuses', () => {
  expect(() => stateless(undefined as never, { kind: 'field', name: 'x' })).toThrow(
    'stateless() takes a function',
  )
  expect(() => stateless(() => 1, { kind: 'class', name: 'X' })).toThrow('does not decorate a class')
  expect(() => stateless({}, 'x', { value: 1 })).toThrow('does not decorate x')
})
