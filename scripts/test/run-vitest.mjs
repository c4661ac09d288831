import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../setup/repository.mjs'
import { runProcess } from './run-process.mjs'

/** Runs the tests on one Node, and counts them from vitest's own report. */
export async function runVitest(node, patterns) {
  const report = join(repository, 'node_modules', '.cache', 'twelvefold', `tests-${process.pid}.json`)
  rmSync(report, { force: true })
  const args = ['run', '--allowOnly=false', '--reporter=default', '--reporter=json']
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  const { ok, output } = await runProcess(node, [vitest, ...args, `--outputFile.json=${report}`, ...patterns])
  if (!existsSync(report))
    return { passed: 0, failed: 1, skipped: 0, output: output || 'vitest said nothing' }
  const counts = count(JSON.parse(readFileSync(report, 'utf8')))
  rmSync(report, { force: true })
  // An error outside any test (an unhandled rejection, a folder left over) fails the run without failing a test.
  const failed = Math.max(counts.failed, ok && counts.passed > 0 ? 0 : 1)
  return { ...counts, failed, output }
}

function count(report) {
  // A file that does not load, or fails after its last test, fails without a failed test.
  const failedFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + failedFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
