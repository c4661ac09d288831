// The bench of the guard in CI: what it catches, what it lets through, and that the page says what it does not see.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '../../bench/processes/compile.ts'
import { runBench } from '../crash/run-bench.ts'

interface Figures {
  readonly planted: number
  readonly caught: number
  readonly missed: readonly string[]
  readonly controls: number
  readonly false_alarms: number
  readonly off_ns: number
  readonly plain_ns: number
}

test('of the planted impurities 34 in 40 are caught, each miss is named in docs/stateless.md, and no pure control is refused', async () => {
  const figures = (await runBench('stateless')) as unknown as Figures
  expect(figures.planted).toBeGreaterThanOrEqual(40)
  expect(figures.caught / figures.planted).toBeGreaterThanOrEqual(34 / 40)
  expect(figures.controls).toBeGreaterThanOrEqual(25)
  expect(figures.false_alarms).toBe(0)
  const page = readFileSync(join(repository, 'docs', 'stateless.md'), 'utf8').toLowerCase()
  expect(figures.missed.filter((name) => !page.includes(`- **${name}**`))).toEqual([])
  // A table that names what is caught by now would be no more honest.
  const named = [...page.matchAll(/^- \*\*([^*]+)\*\*/gm)].map(([, name]) => name!)
  expect(named.filter((name) => !figures.missed.includes(name))).toEqual([])
})
