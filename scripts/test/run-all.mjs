import { describe } from './summary.mjs'

const AT_ONCE = 2

/** Runs the checks, two at a time and the `alone` ones by themselves, and prints a line as each one ends. */
export async function runAll(checks, patterns) {
  const results = []
  const runOne = async (check) => {
    const start = performance.now()
    const result = await check.run(patterns)
    results.push(result)
    console.log(describe(check.name, result, performance.now() - start))
  }
  const queue = checks.filter((check) => !check.alone)
  const worker = async () => {
    for (let check = queue.shift(); check; check = queue.shift()) await runOne(check)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  for (const check of checks.filter((check) => check.alone)) await runOne(check)
  return results
}
