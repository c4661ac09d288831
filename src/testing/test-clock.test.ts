import { expect, test } from 'vitest'
import { testClock } from './test-clock.ts'

test('time stands still, moves on as told, and passes for whoever sleeps', async () => {
  const clock = testClock('2026-05-01T00:00:00.000Z')
  const start = Date.parse('2026-05-01T00:00:00.000Z')
  expect([clock.now(), clock.now()]).toEqual([start, start])
  clock.advance(1_000)
  await clock.sleep(86_400_000)
  expect(clock.now()).toBe(start + 86_401_000)
})

test('who is told to stop does not sleep', async () => {
  const clock = testClock()
  const before = clock.now()
  await clock.sleep(1_000, AbortSignal.abort())
  expect(clock.now()).toBe(before)
})
