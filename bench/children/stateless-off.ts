// Times a small pure function, plain and under the guard, where NODE_ENV says what it says in production.
import { stateless } from 'twelvefold/stateless'

const CALLS = 5_000_000
const ROUNDS = 15

type Add = (a: number, b: number) => number
/** One of its own for each of the two, so that neither profits from what was learnt of the other. */
const makeAdd = (): Add => (a, b) => (a + b) | 0

function nanoseconds(fn: Add): number {
  const start = performance.now()
  let total = 0
  for (let i = 0; i < CALLS; i++) total = fn(total, i)
  const spent = performance.now() - start
  if (total === 0.5) throw new Error('never: the loop must have a use')
  return (spent * 1e6) / CALLS
}

const functions = { plain: makeAdd(), guarded: stateless(makeAdd()) }
const times: Record<keyof typeof functions, number[]> = { plain: [], guarded: [] }
for (let round = 0; round < ROUNDS; round++) {
  times.plain.push(nanoseconds(functions.plain))
  times.guarded.push(nanoseconds(functions.guarded))
}
process.stdout.write(JSON.stringify(times))
