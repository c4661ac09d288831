// A child process that runs one thread: node run-steps.js STORE STEPS EFFECT
import type { Effect } from 'twelvefold'
import { closeBench, openBench, runThread } from '../agent/open-bench.ts'

const [path, steps, effect] = process.argv.slice(2)
const bench = await openBench(path!, { effect: effect as Effect })
await runThread(bench, Number(steps))
await closeBench(bench)
