import { expect, test } from 'vitest'
import { sabotages, type Sabotage } from '../../bench/kill/plan.ts'
import { runBench } from './run-bench.ts'

test('kill: a process that dies at any kind of boundary loses, doubles and forgets nothing', async () => {
  const figures = await runBench('kill', '--runs', '20', '--seed', '12')
  const { classes, classes_hit: hit, said } = figures
  expect(figures, String(said)).toMatchObject({
    runs: 20,
    lost: 0,
    doubled: 0,
    effects_missing: 0,
    effects_denied: 0,
    unfinished: 0,
    chains_broken: 0,
    index_wrong: 0,
  })
  expect(classes).toBeGreaterThan(10)
  expect(hit).toBe(classes)
})

/** Where to kill so that the fault shows, and the figure in which it does. */
const caught: Readonly<Record<Sabotage, readonly [at: string, figure: string]>> = {
  'acknowledge-early': ['append child_launched', 'lost'],
  'repeat-once': ['effect post: after', 'doubled'],
  'skip-started': ['effect post: after', 'doubled'],
  'report-early': ['append tool_call_succeeded: committed', 'effects_missing'],
  'keep-lease': ['lease acquire: after', 'unfinished'],
  'stale-index': ['append human_asked: committed', 'index_wrong'],
  'lose-event': ['append human_asked: committed', 'chains_broken'],
}

test.each(sabotages)('kill sees the fault %s', async (sabotage) => {
  const [at, figure] = caught[sabotage]
  const options = ['--runs', '2', '--at', at, '--break', sabotage, '--patience', '5000']
  const figures = await runBench('kill', ...options)
  expect(figures[figure], String(figures['said'])).toBeGreaterThan(0)
})
