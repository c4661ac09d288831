import { expect, test } from 'vitest'
import { finding } from './catalogue.fixture.ts'
import { combine } from './combine.ts'

test('within a tier the worst place counts: fail, then unknown, then pass', () => {
  expect(combine([finding('F01-R1', 'static'), finding('F01-R1', 'fail')])).toBe('fail')
  expect(combine([finding('F01-R1', 'static'), finding('F01-R1', 'unknown')])).toBe('unknown')
  expect(combine([finding('F01-R1', 'not-applicable'), finding('F01-R1', 'static')])).toBe('static')
  expect(combine([finding('F01-R1', 'not-applicable')])).toBe('not-applicable')
  expect(combine([])).toBeUndefined()
})

test('across tiers a fail fails, and the strongest pass silences an unknown', () => {
  const probe = { tier: 'probe' } as const
  const logs = { tier: 'logs' } as const
  expect(combine([finding('F01-R1', 'static'), finding('F01-R1', 'fail', probe)])).toBe('fail')
  expect(combine([finding('F01-R1', 'unknown'), finding('F01-R1', 'proven', probe)])).toBe('proven')
  expect(
    combine([
      finding('F01-R1', 'static'),
      finding('F01-R1', 'observed', logs),
      finding('F01-R1', 'unknown', probe),
    ]),
  ).toBe('observed')
  expect(combine([finding('F01-R1', 'not-applicable'), finding('F01-R1', 'unknown', probe)])).toBe('unknown')
})
