import { expect, test } from 'vitest'
import { runBench } from './run-bench.ts'

test('eight contenders in two processes approve at once: the tool runs once, seven are told the first outcome', async () => {
  const { said, ...figures } = await runBench('approve')
  expect(figures, String(said)).toMatchObject({
    contenders: 8,
    processes: 2,
    tool_runs: 1,
    sibling_runs: 2,
    told_first_outcome: 7,
    recorded: 1,
    answers: 1,
    status: 'finished',
  })
})
