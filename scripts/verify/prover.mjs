import { proveByBench } from './prove-by-bench.mjs'
import { proveByTests } from './prove-by-tests.mjs'
import { runTests } from './run-tests.mjs'

/** All proofs of one issue together end within this time; what has not ended by then is missing. */
const TIME_LIMIT_MS = 75 * 60_000

/** Makes `(proof) => Promise<{ ok, figures }>`. All tests run at once, when the first of them is asked for. */
export function createProver(proofs) {
  const deadline = performance.now() + TIME_LIMIT_MS
  const timeLeft = () => Math.max(1, Math.round(deadline - performance.now()))
  const files = [...new Set(proofs.map((proof) => proof.tests).filter(Boolean))]
  let tests
  return async (proof) => {
    if (proof.bench) return proveByBench(proof, timeLeft())
    tests ??= runTests(files, timeLeft())
    return proveByTests(proof, await tests)
  }
}
