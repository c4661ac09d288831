// A child process that carries a thread on: node next-step.js STORE THREAD
// It says so as soon as a step is done, that is, when the model is asked for the step after it.
import { closeBench, openBench } from '../agent/open-bench.ts'

const [path, threadId] = process.argv.slice(2)
let begun = 0
const bench = await openBench(path!, {
  onStep: () => {
    if (++begun === 2) process.stdout.write('done\n')
  },
})
await bench.engine.drive(threadId!)
await closeBench(bench)
