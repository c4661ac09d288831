import { closeBench, openBench } from './open-bench.ts'

/** A store with one thread of that many steps that has two more to go and that nobody drives; resolves to its id. */
export async function makeUnfinishedThread(path: string, steps: number): Promise<string> {
  const stop = new AbortController()
  let begun = 0
  const bench = await openBench(path, {
    onStep: () => {
      if (++begun === steps) stop.abort()
    },
  })
  const { threadId } = await bench.engine.launch('reader', String(steps + 2))
  if (steps > 0) await bench.engine.drive(threadId, { signal: stop.signal })
  const { counters, calls, status } = await bench.engine.get(threadId)
  await closeBench(bench)
  if (counters.steps !== steps || status !== 'running') {
    throw new Error(`the thread has ${counters.steps} steps, ${calls.length} open calls and is ${status}`)
  }
  return threadId
}
