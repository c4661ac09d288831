// `npm test`: the set-up, then everything that CI runs, two checks at a time.
//   npm test -- --only lint,types     these checks alone (names as printed)
//   npm test -- test/fuzz store       the tests in files whose path holds one of these words
//   npm test -- --no-setup            in a tree that was set up by other means
// The last line counts every test of both lanes, and each other check as one.
import { parseArgs } from 'node:util'
import { setup } from './setup.mjs'
import { checks } from './test/checks.mjs'
import { runAll } from './test/run-all.mjs'
import { summary } from './test/summary.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: { only: { type: 'string' }, setup: { type: 'boolean', default: true } },
})
const wanted = values.only?.split(',') ?? (positionals.length ? ['tests'] : checks.map((check) => check.name))
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name))

if (unknown.length) {
  console.error(
    `no check is named ${unknown.join(', ')}; there are ${checks.map(({ name }) => name).join(', ')}`,
  )
  process.exitCode = 2
} else {
  if (values.setup) setup()
  const results = await runAll(
    checks.filter((check) => wanted.includes(check.name)),
    positionals,
  )
  const { line, exitCode } = summary(results)
  console.log(line)
  process.exitCode = exitCode
}
