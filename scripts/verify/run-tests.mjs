import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { repository } from '../setup/repository.mjs'
import { runProcess } from '../test/run-process.mjs'

/** Runs the tests of these files and returns each as `{ file, name, status }`. */
export async function runTests(patterns, timeLimit) {
  const report = join(repository, 'node_modules', '.cache', 'twelvefold', `verify-${process.pid}.json`)
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  const args = ['run', '--allowOnly=false', '--reporter=json', `--outputFile.json=${report}`, ...patterns]
  await runProcess(process.execPath, [vitest, ...args], { timeLimit })
  if (!existsSync(report)) return []
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  rmSync(report)
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({
      file: relative(repository, name).replaceAll('\\', '/'),
      name: test.fullName,
      status: test.status,
    })),
  )
}
